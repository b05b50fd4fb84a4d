/** When a request may be sent: limits on concurrency and rate, and the pause that a 429 asks of all calls of an account. */

/** Time, as far as waiting needs it; in milliseconds. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** How much of an account's capacity is used. */
export interface Limits {
  /** Calls in flight at the same time. */
  maxConcurrency: number;
  /** Requests a minute, evenly spread; unlimited where it is `undefined`. */
  requestsPerMinute: number | undefined;
}

/** One for each account: what one call learns of the account's rate limit, all calls heed. */
export interface RateLimiter {
  /** Does the work once a slot is free, in order of arrival. A call keeps its slot through its retries, so that none starves. */
  withSlot<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when the next request may be sent. */
  ready(): Promise<void>;
  /** Lets no request pass for so long. Returns whether requests passed until now. */
  pause(milliseconds: number): boolean;
}

/** Makes the rate limiter of one account. */
export function createRateLimiter({ maxConcurrency, requestsPerMinute }: Limits, clock: Clock): RateLimiter {
  const queue: (() => void)[] = [];
  const spacing = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
  let inUse = 0;
  let pausedUntil = 0;
  let nextAt = 0;

  return {
    async withSlot(work) {
      if (inUse < maxConcurrency) inUse++;
      else await new Promise<void>((resolve) => queue.push(resolve));
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next === undefined) inUse--;
        else next();
      }
    },
    async ready() {
      for (let wait = 1; wait > 0;) {
        wait = Math.max(pausedUntil, nextAt) - clock.now();
        if (wait > 0) await clock.sleep(wait);
      }
      nextAt = clock.now() + spacing;
    },
    pause(milliseconds) {
      const passed = pausedUntil <= clock.now();
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
      return passed;
    },
  };
}
