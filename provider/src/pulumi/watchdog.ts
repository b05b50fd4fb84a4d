/** Provider process and plugin: exits when the engine is gone. Pulumi's runtime outlives a killed engine, and would still send queued changes during the next run. */
import { connect } from "node:net";

/** How long to wait before the engine is asked again, in milliseconds. */
const interval = 250;

/**
 * Ends this process soon after the engine is gone: a connection to the engine's address is kept open, and once a new one
 * is refused, the engine is gone. Watching the parent process is not enough: Pulumi's launcher starts this process from
 * a shell that lives on.
 */
export function exitWithEngine(args: readonly string[] = process.argv.slice(2)): void {
  const [, host, port] = args.map((arg) => /^(\[[\da-f:]+\]|[\w.-]+):(\d+)$/i.exec(arg)).find((match) => match !== null) ?? [];
  if (host === undefined || !(Number(port) > 0)) return;
  const watch = (): void => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port: Number(port) }).unref();
    socket.once("error", (error) => {
      if ("code" in error && error.code === "ECONNREFUSED") process.exit();
    });
    // The engine closes idle connections: that does not mean that it is gone.
    socket.once("close", () => setTimeout(watch, interval).unref());
    socket.resume();
  };
  watch();
}
