/** Program process: the stack traces that the SDK takes while it makes a resource: they cost time in every program, and space in every state. */

/** What runs programs rather than being part of one: Node.js, the SDK, and what compiles TypeScript. */
const runtime = /^node:|[\\/]node_modules[\\/](?:@pulumi[\\/]pulumi|ts-node)[\\/]/;

/** What V8 lets a program say of stack traces. */
interface Traces {
  prepareStackTrace?:
    ((this: void, error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/**
 * Keeps the SDK's traces short until the function that it returns is called. This holds for the whole process, so nothing
 * else may run in between. An error that is thrown keeps its trace, since V8 writes it only when it is read, which is
 * later. `Error.stackTraceLimit` would not do: it takes the trace from errors too, and the SDK's stored trace ignores it.
 */
export function shortTraces(): () => void {
  // Node.js does not look up source maps while anybody else prepares traces.
  if (process.sourceMapsEnabled) return () => {};
  const traces: Traces = Error;
  const usual = traces.prepareStackTrace;
  traces.prepareStackTrace = (error, frames) => {
    // The SDK stores the one trace that it takes without a limit. It takes several others for each output, only to report
    // promises that never end, and each of their frames would be looked up in source maps.
    if (Error.stackTraceLimit !== Infinity) return String(error);
    const kept = stored(frames);
    return usual === undefined
      ? [String(error), ...kept.map(String)].join("\n    at ")
      : usual(error, kept);
  };
  return () => {
    traces.prepareStackTrace = usual;
  };
}

/** The frames down to the program's last. Only one of ours is kept, since the SDK finds the program's line by counting. */
function stored(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const files = frames.map((frame) => frame.getFileName() ?? "node:");
  const ours = files.findIndex((file) => file.startsWith(__dirname));
  const last = files.findLastIndex((file) => !runtime.test(file));
  return frames.filter(
    (_, index) => index <= last && (index === ours || !files[index]?.startsWith(__dirname)),
  );
}
