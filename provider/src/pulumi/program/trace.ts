/** Program process: the stack traces that the SDK takes of a resource, without the runtime's frames: they cost time in every program, and space in every state. */

/** What runs programs rather than being part of one: Node.js, the SDK, and what compiles TypeScript. */
const runtime = /^node:|[\\/]node_modules[\\/](?:@pulumi[\\/]pulumi|ts-node)[\\/]/;

/** What V8 lets a program say of stack traces, which is nothing unless somebody said so. */
interface Traces {
  prepareStackTrace?: ((this: void, error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined;
}

/**
 * Does the work, during which stack traces hold the frames of what is called, one of ours, as the SDK counts them to
 * find the line of the program, and below it only the program's. The SDK takes several traces for each output, has each
 * frame looked up in source maps, and stores one trace in the state.
 */
export function tracingTheProgram<Result>(work: () => Result): Result {
  // Node.js' own look-up in source maps rests while anybody else prepares traces.
  if (process.sourceMapsEnabled) return work();
  // Of the whole process, so it is set only while nothing else can run.
  const traces: Traces = Error;
  const usual = traces.prepareStackTrace;
  traces.prepareStackTrace = (error, frames) => {
    const files = frames.map((frame) => frame.getFileName() ?? "node:");
    const called = files.findIndex((file) => file.startsWith(__dirname));
    const above = files.findLastIndex((file) => file.startsWith(__dirname));
    const kept = called < 0 ? frames : [...frames.slice(0, called), ...frames.slice(above, above + 1)];
    const program = frames.filter((_, index) => index > above && !runtime.test(files[index] ?? ""));
    const told = [String(error), ...kept.map(String)].join(frameStart);
    if (program.length === 0) return told;
    if (usual === undefined) return [told, ...program.map(String)].join(frameStart);
    const mapped = String(usual(error, program));
    return told + mapped.slice(mapped.indexOf(frameStart));
  };
  try {
    return work();
  } finally {
    traces.prepareStackTrace = usual;
  }
}

/** Between two frames, in V8's words, which the SDK reads. */
const frameStart = "\n    at ";
