/** Provider process: it ends with the engine. Pulumi's runtime lives on where the engine was killed, and would send what is queued after somebody has started over. */
import { connect } from "node:net";

/** How long to wait before the engine is asked again, in milliseconds. */
const interval = 250;

/**
 * Ends this process soon after the engine is gone: a connection to the engine's address is kept open, and once a new one
 * is refused nobody listens there any more. The parent process says nothing of this, since Pulumi's launcher starts us
 * from a shell that lives on.
 */
export function exitWithEngine(args: readonly string[] = process.argv.slice(2)): void {
  const [, host, port] = args.map((arg) => /^(\[[\da-f:]+\]|[\w.-]+):(\d+)$/i.exec(arg)).find((match) => match !== null) ?? [];
  if (host === undefined || !(Number(port) > 0)) return;
  const watch = (): void => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port: Number(port) }).unref();
    socket.once("error", (error) => {
      if ("code" in error && error.code === "ECONNREFUSED") process.exit();
    });
    // The engine closes connections that say nothing: that is no end of its own.
    socket.once("close", () => setTimeout(watch, interval).unref());
    socket.resume();
  };
  watch();
}
