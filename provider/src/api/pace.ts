/** How fast requests of one kind may follow one another: some at once (a burst), then evenly spread, and never more than the limit in any minute. Pure. */

import type { Rate } from "../config/limits";

/** Keeps to a rate. Times are in milliseconds. */
export interface Pace {
  /** The earliest time that another request may be sent. */
  next(): number;
  /** A request is sent now. */
  sent(now: number): void;
}

/** Added to a second and to a minute, in milliseconds: two requests may arrive closer together than they were sent. */
const margins = { second: 250, minute: 2000 };

/**
 * Makes the pace of one kind of request. As many as a burst has may go at once, and in any one second; a burst of 1
 * spreads all evenly. A burst that is refilled evenly (a token bucket) would let through the burst and
 * a whole minute's refill within a minute, so the last requests are remembered too.
 */
export function createPace({ perMinute, burst }: Rate): Pace {
  const spacing = 60_000 / perMinute;
  /** When the last requests were sent, as many as a minute may have, the oldest overwritten first. */
  const times: number[] = [];
  let count = 0;
  let refilledAt = -Infinity;
  const since = (back: number): number =>
    back > count ? -Infinity : (times[(count - back) % perMinute] ?? -Infinity);
  return {
    next() {
      const ofSecond = burst === 1 ? -Infinity : since(burst) + 1000 + margins.second;
      return Math.max(
        refilledAt - (burst - 1) * spacing,
        ofSecond,
        since(perMinute) + 60_000 + margins.minute,
      );
    },
    sent(now) {
      times[count++ % perMinute] = now;
      refilledAt = Math.max(refilledAt, now) + spacing;
    },
  };
}
