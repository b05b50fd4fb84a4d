/** When a request may be sent: limits on concurrency and rate, and the pause that a 429 asks of all calls of an account. */
import type { Configuration } from "../config/accounts";
import type { Rate } from "../config/limits";
import { createForecast, type Forecast, type NamedRate } from "./forecast";
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
export type Limits = Pick<
  Configuration,
  "maxConcurrency" | "requestsPerMinute" | "reads" | "writes"
>;

/** One for each account: what one call learns of the account's rate limit, all calls heed. */
export interface RateLimiter {
  /**
   * Does the work once it is its turn, in order of arrival. The work waits for `ready` before each of its requests. A call
   * keeps its slot through its retries, so that none starves; those that wait for their pace hold none.
   */
  call<Result>(kind: "read" | "write", work: (ready: Ready) => Promise<Result>): Promise<Result>;
  /** Says how long so many writes, or fewer, will take, where that is long. */
  expectWrites(count: number): void;
  /** Resolves when the next request may be sent. */
  ready(kind: Kind): ReturnType<Ready>;
  /** Lets no request pass for so long. Returns whether requests passed until now. */
  pause(milliseconds: number): boolean;
  /** For how long no request will pass yet, in milliseconds. */
  pausedFor(): number;
}

/** Resolves when the next request may be sent, with the time that our own pace took, in milliseconds. */
export type Ready = () => Promise<number>;

/** Makes the rate limiter of one account. `tell` is called with a line where requests take long. */
export function createRateLimiter(
  { maxConcurrency, requestsPerMinute, reads, writes }: Limits,
  clock: Clock,
  tell: (line: string) => void = () => {},
): RateLimiter {
  const slots = createSlots(maxConcurrency);
  const overall = paced(
    requestsPerMinute === undefined ? undefined : { perMinute: requestsPerMinute, burst: 1 },
    "requests",
  );
  const paces = {
    read: [...overall, ...paced(reads, "reads")],
    write: [...overall, ...paced(writes, "writes")],
    token: overall,
  };
  const lanes = { read: createSlots(1), write: createSlots(1) };
  let pausedUntil = 0;
  const forecasts = { read: forecastOf(paces.read, tell), write: forecastOf(paces.write, tell) };

  const delay = (kind: Kind): number =>
    Math.max(0, ...paces[kind].map(({ pace }) => pace.next() - clock.now()));

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
        if (delay(kind) > 0) forecasts[kind]?.waits(lane.waiting + 1);
        else if (lane.waiting === 0) forecasts[kind]?.passes();
        for (let wait = delay(kind); wait > 0; wait = delay(kind)) await clock.sleep(wait);
        return await inSlot(() => work(() => ready(kind).finally(leave)));
      } finally {
        leave();
      }
    },
    expectWrites: (count) => forecasts.write?.expect(count),
    ready,
    pausedFor,
    pause(milliseconds) {
      const passed = pausedFor() <= 0;
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
      return passed;
    },
  };
}

interface NamedPace extends NamedRate {
  pace: Pace;
}

function paced(rate: Rate | undefined, what: NamedRate["what"]): NamedPace[] {
  return rate === undefined ? [] : [{ pace: createPace(rate), perMinute: rate.perMinute, what }];
}

/** The slowest of the paces decides. */
function forecastOf(
  paces: readonly NamedRate[],
  tell: (line: string) => void,
): Forecast | undefined {
  const [slowest] = [...paces].sort((one, other) => one.perMinute - other.perMinute);
  return slowest && createForecast(slowest, tell);
}
