/** Limits the concurrency and the rate of an account's requests, and pauses all of its calls after a 429. */

/** The clock that waiting goes by, in milliseconds; tests give their own. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The limits of one account. */
export interface Limits {
  /** Calls in flight at the same time. */
  maxConcurrency: number;
  /** Requests a minute, evenly spread; unlimited where it is `undefined`. */
  requestsPerMinute: number | undefined;
}

/** The rate limiter of one account, which all of its calls share. */
export interface RateLimiter {
  /** Does the work once a slot is free, in order of arrival. A call keeps its slot through its retries, so that none starves. */
  withSlot<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when the next request may be sent. */
  ready(): Promise<void>;
  /** Sends no request for so long. Returns whether there was no pause until now. */
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
      const wasRunning = pausedUntil <= clock.now();
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
      return wasRunning;
    },
  };
}
