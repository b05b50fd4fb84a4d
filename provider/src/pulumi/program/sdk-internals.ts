/** Program process: what depends on the inside of the Pulumi SDK. Its test names the versions that were tried. */
import * as pulumi from "@pulumi/pulumi";

/** Whether the stack's configuration holds a key as a secret. If the SDK cannot say, it counts as one. */
export function isConfigSecret(key: string): boolean {
  const ask: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
  return typeof ask !== "function" || Reflect.apply(ask, undefined, [key]) === true;
}

/** What V8 lets a program decide about stack traces. */
interface Traces {
  prepareStackTrace?:
    ((this: void, error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/** The SDK skips four frames of its own and one of our constructor, by counting: then comes the program. */
const skipped = 5;

/**
 * Shortens stack traces to the one line of the program, until the returned function is called. The SDK stores the trace
 * of each resource in the state, 800 bytes of it. `Error.stackTraceLimit` does not help: the SDK overrides it.
 */
export function shortenTraces(): () => void {
  // Node.js applies no source maps while a program prepares traces.
  if (process.sourceMapsEnabled) return () => {};
  const traces: Traces = Error;
  const usual = traces.prepareStackTrace;
  const isOurs = (frame: NodeJS.CallSite): boolean =>
    frame.getFileName()?.startsWith(__dirname) ?? false;
  traces.prepareStackTrace = (error, frames) => {
    const [line] = frames.slice(skipped).filter((frame) => !isOurs(frame));
    const short = [...frames.slice(0, skipped), ...(line ? [line] : [])];
    return usual?.(error, short) ?? [error, ...short].map(String).join("\n    at ");
  };
  return () => {
    traces.prepareStackTrace = usual;
  };
}
