/** When a request may be sent: limits on concurrency and rate, and the pause that a 429 asks of all calls of an account. */
import type { Configuration } from "../config/accounts";
import type { Rate } from "../config/limits";
import { createPace, type Pace } from "./pace";
import { createSlots } from "./slots";

/** Time, as far as waiting needs it; in milliseconds. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** What a request does, as far as limits distinguish it: tokens come from another service than the API. */
export type Kind = "read" | "write" | "token";

/** How much of an account's capacity is used, as configured. */
export type Limits = Pick<Configuration, "maxConcurrency" | "requestsPerMinute" | "reads" | "writes">;

/** One for each account: what one call learns of the account's rate limit, all calls heed. */
export interface RateLimiter {
  /**
   * Does the work once it is its turn, in order of arrival. The work waits for `ready` before each of its requests. A call
   * keeps its slot through its retries, so that none starves; those that wait for their pace hold none.
   */
  call<Result>(kind: "read" | "write", work: (ready: Ready) => Promise<Result>): Promise<Result>;
  /** Resolves when the next request may be sent. */
  ready(kind: Kind): ReturnType<Ready>;
  /** Lets no request pass for so long. Returns whether requests passed until now. */
  pause(milliseconds: number): boolean;
  /** For how long no request will pass yet, in milliseconds. */
  pausedFor(): number;
}

/** Resolves when the next request may be sent, with the time that our own pace took, in milliseconds. */
export type Ready = () => Promise<number>;

/** A queue that takes longer than this is told. */
const longQueue = 30_000;

/** Makes the rate limiter of one account. `tell` is called with a line where a queue is long. */
export function createRateLimiter(
  { maxConcurrency, requestsPerMinute, reads, writes }: Limits,
  clock: Clock,
  tell: (line: string) => void = () => {},
): RateLimiter {
  const slots = createSlots(maxConcurrency);
  const overall = paced(requestsPerMinute === undefined ? undefined : { perMinute: requestsPerMinute, burst: 1 }, "requests");
  const paces = { read: [...overall, ...paced(reads, "reads")], write: [...overall, ...paced(writes, "writes")], token: overall };
  const lanes = { read: createSlots(1), write: createSlots(1) };
  let pausedUntil = 0;
  /** How long the queues were when that was last told, or shorter where they have been since. */
  const told = { read: 0, write: 0 };

  const delay = (kind: Kind): number => Math.max(0, ...paces[kind].map(({ pace }) => pace.next() - clock.now()));

  const pausedFor = (): number => Math.max(0, pausedUntil - clock.now());

  async function ready(kind: Kind): Promise<number> {
    let ours = 0;
    for (;;) {
      const own = delay(kind);
      const pause = pausedFor();
      if (own <= 0 && pause <= 0) break;
      await clock.sleep(Math.max(own, pause));
      ours += Math.max(0, own - pause);
    }
    for (const { pace } of paces[kind]) pace.sent(clock.now());
    return ours;
  }

  /** Says how long a queue takes: once, and again where it becomes twice as long. */
  function tellQueue(kind: "read" | "write"): void {
    const slowest = paces[kind].reduce((one, other) => (other.perMinute < one.perMinute ? other : one));
    const count = lanes[kind].waiting + 1;
    const takes = (count * 60_000) / slowest.perMinute;
    const isNews = takes >= longQueue && count >= 2 * told[kind];
    told[kind] = isNews ? count : Math.min(told[kind], count);
    if (!isNews) return;
    const minutes = Math.max(1, Math.round(takes / 60_000));
    tell(
      `At most ${slowest.perMinute} ${slowest.what} a minute are sent (sendcloud:${slowest.what}PerMinute): the ${count} requests that wait take about ${minutes} minute${minutes === 1 ? "" : "s"}`,
    );
  }

  async function inSlot<Result>(work: () => Promise<Result>): Promise<Result> {
    await slots.take();
    try {
      return await work();
    } finally {
      slots.give();
    }
  }

  return {
    async call(kind, work) {
      if (paces[kind].length === 0) return inSlot(() => work(() => ready(kind)));
      const lane = lanes[kind];
      await lane.take();
      let first = true;
      const leave = (): void => {
        if (first) lane.give();
        first = false;
      };
      try {
        for (let wait = delay(kind); wait > 0; wait = delay(kind)) {
          tellQueue(kind);
          await clock.sleep(wait);
        }
        return await inSlot(() => work(() => ready(kind).finally(leave)));
      } finally {
        leave();
      }
    },
    ready,
    pausedFor,
    pause(milliseconds) {
      const passed = pausedFor() <= 0;
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
      return passed;
    },
  };
}

interface NamedPace {
  pace: Pace;
  perMinute: number;
  what: "requests" | "reads" | "writes";
}

function paced(rate: Rate | undefined, what: NamedPace["what"]): NamedPace[] {
  return rate === undefined ? [] : [{ pace: createPace(rate), perMinute: rate.perMinute, what }];
}
