/** When a request may go out: so many at a time, so many a minute, and none while the account has been told to wait. */

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

/** One for each account: what one call learns of the account's limit, all calls heed. */
export interface Gate {
  /** Does the work once one of the places is free, in order of arrival. A call keeps its place through its retries, so none starves. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when the next request may be sent. */
  ready(): Promise<void>;
  /** Lets nothing pass for so long. Returns whether the gate was open until now. */
  close(milliseconds: number): boolean;
}

export function createGate({ maxConcurrency, requestsPerMinute }: Limits, clock: Clock): Gate {
  const queue: (() => void)[] = [];
  const spacing = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
  let held = 0;
  let opensAt = 0;
  let nextAt = 0;

  return {
    async hold(work) {
      if (held < maxConcurrency) held++;
      else await new Promise<void>((resolve) => queue.push(resolve));
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next === undefined) held--;
        else next();
      }
    },
    async ready() {
      for (let wait = 1; wait > 0;) {
        wait = Math.max(opensAt, nextAt) - clock.now();
        if (wait > 0) await clock.sleep(wait);
      }
      nextAt = clock.now() + spacing;
    },
    close(milliseconds) {
      const wasOpen = opensAt <= clock.now();
      opensAt = Math.max(opensAt, clock.now() + milliseconds);
      return wasOpen;
    },
  };
}
