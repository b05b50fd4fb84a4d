/** Program process: the stack traces that the SDK takes while it makes a resource: they cost time in every program, and space in every state. */

/** What runs programs rather than being part of one: Node.js, the SDK, and what compiles TypeScript. */
const runtime = /^node:|[\\/]node_modules[\\/](?:@pulumi[\\/]pulumi|ts-node)[\\/]/;

/** What V8 lets a program say of stack traces. */
interface Traces {
  prepareStackTrace?: ((this: void, error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/**
 * Has the SDK's traces say no more than they need to, until the function that it returns is called. Of the whole process,
 * so nothing else may run between. An error keeps its trace: V8 writes it only when it is asked for, which is later.
 */
export function shortTraces(): () => void {
  // Node.js' own look-up in source maps rests while anybody else prepares traces.
  if (process.sourceMapsEnabled) return () => {};
  const traces: Traces = Error;
  const usual = traces.prepareStackTrace;
  traces.prepareStackTrace = (error, frames) => {
    // The trace that the SDK stores is the one without a limit. Of the others it takes several for each output, to find promises
    // that never end by, and each frame would be looked up in source maps.
    if (Error.stackTraceLimit !== Infinity) return String(error);
    const kept = stored(frames);
    return usual === undefined ? [String(error), ...kept.map(String)].join("\n    at ") : usual(error, kept);
  };
  return () => {
    traces.prepareStackTrace = usual;
  };
}

/** The frames down to the program's last. Of ours only one: the SDK finds the program's line by counting. */
function stored(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const files = frames.map((frame) => frame.getFileName() ?? "node:");
  const ours = files.findIndex((file) => file.startsWith(__dirname));
  const last = files.findLastIndex((file) => !runtime.test(file));
  return frames.filter((_, index) => index <= last && (index === ours || !files[index]?.startsWith(__dirname)));
}
