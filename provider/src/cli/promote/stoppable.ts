/** A run of Pulumi that can be stopped: it ends cleanly, and what was written for it is put right after that. */

/** Runs something that ends early where this process is asked to end. */
export async function stoppable<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  // On Ctrl-C the terminal interrupts Pulumi too; a second interrupt would end it in the middle of an update.
  const hold = (): void => {};
  const abort = (): void => stop.abort();
  process.on("SIGINT", hold).on("SIGTERM", abort).on("SIGHUP", abort);
  try {
    return await run(stop.signal);
  } finally {
    process.off("SIGINT", hold).off("SIGTERM", abort).off("SIGHUP", abort);
  }
}
