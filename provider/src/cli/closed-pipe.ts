/** A reader that leaves, such as `head`, ends no command: what it no longer reads is dropped, and the command goes on to its own end and status. */

/** What a write ends with where nobody reads any more. */
const closed = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

/** Has the standard streams drop what nobody reads. Any other failure of a stream is an error of the command. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (closed.has(error.code ?? "")) return;
      process.exitCode = 1;
      if (stream === process.stdout)
        console.error(`error: the output cannot be written: ${error.message}`);
    });
  }
}
