/** Notices that the engine is gone. */
import { connect } from "node:net";

/** How long to wait before the engine is asked again, in milliseconds. */
const interval = 250;

/**
 * Calls back soon after the engine is gone: a connection to its address is kept open, and once a new one is refused, the
 * engine is gone. Watching the parent process is not enough: Pulumi's launcher starts a provider from a shell that lives on.
 */
export function watchEngine(address: string | undefined, gone: () => void): void {
  const [, host, port] = /^(\[[\da-f:]+\]|[\w.-]+):(\d+)$/i.exec(address ?? "") ?? [];
  if (host === undefined || !(Number(port) > 0)) return;
  const watch = (): void => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port: Number(port) }).unref();
    let isGone = false;
    socket.once("error", (error) => {
      isGone = "code" in error && error.code === "ECONNREFUSED";
      if (isGone) gone();
    });
    // The engine closes idle connections: that does not mean that it is gone.
    socket.once("close", () => {
      if (!isGone) setTimeout(watch, interval).unref();
    });
    socket.resume();
  };
  watch();
}

/** The address of the engine among the arguments of a process that it started. */
export function engineAmong(args: readonly string[]): string | undefined {
  return args.find((arg) => /^(\[[\da-f:]+\]|[\w.-]+):[1-9]\d*$/i.test(arg));
}
