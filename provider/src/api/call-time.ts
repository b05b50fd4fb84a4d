/** The time that one call has taken: from its start to now, without what our own pace made it wait. Pure. */
import type { Clock } from "./rate-limit";

/** A stopwatch of one call. Times are in milliseconds. */
export interface CallTime {
  elapsed(): number;
  /** Leaves out time that does not count. */
  excuse(milliseconds: number): void;
}

/** Starts one. */
export function startCallTime(clock: Clock): CallTime {
  let start = clock.now();
  return {
    elapsed: () => clock.now() - start,
    excuse: (milliseconds) => void (start += milliseconds),
  };
}
