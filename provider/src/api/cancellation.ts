/** What becomes of requests once the command is cancelled: those that wait are not sent, and those that were sent are waited for, since it must be known what they did. */
import { CancelledError } from "../errors";
import type { Clock, Ready } from "./rate-limit";

/** A clock whose sleeps reject once the command is cancelled. */
export function wakeful(clock: Clock, signal: AbortSignal | undefined): Clock {
  if (signal === undefined) return clock;
  return {
    now: () => clock.now(),
    async sleep(milliseconds) {
      refuse(signal);
      let wake = (): void => {};
      const cancelled = new Promise<never>(
        (_resolve, reject) => (wake = () => reject(new CancelledError())),
      );
      signal.addEventListener("abort", wake, { once: true });
      try {
        await Promise.race([clock.sleep(milliseconds), cancelled]);
      } finally {
        signal.removeEventListener("abort", wake);
      }
    },
  };
}

/** The turn of a request as it is given, but none once the command is cancelled. */
export function unlessCancelled(ready: Ready, signal: AbortSignal | undefined): Ready {
  return async () => {
    refuse(signal);
    const waited = await ready();
    refuse(signal);
    return waited;
  };
}

function refuse(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}

/** Does the work of a request; where it was cancelled, the error says which request was not sent. */
export async function named<Of>(request: string, work: () => Promise<Of>): Promise<Of> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CancelledError ? new CancelledError(request, { cause: error }) : error;
  }
}
