/** When a request may be sent: concurrency, the account's limits, and the pause that a 429 asks of all its requests. */
import { setTimeout } from "node:timers/promises";
import type { Configuration, Rate } from "../config/config";
import { CancelledError } from "../errors";

/** Time, as far as waiting needs it; in milliseconds. */
export interface Clock {
  now(): number;
  /** May reject where the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal && { signal }),
};

/** What a request does, as far as limits distinguish it. A token counts as a read. */
export type Kind = "read" | "write";

/** Calls of one kind in flight at the same time. */
export const concurrency = 8;

export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** The rate limiter of one account: what one call learns of its limit, all calls heed. `tell` gets a line where requests take long. */
export function createRateLimiter(
  { reads, writes, from }: Pick<Configuration, "reads" | "writes" | "from">,
  clock: Clock,
  tell: (line: string) => void = () => {},
  signal?: AbortSignal,
) {
  const lane = (limit: Rate | undefined, place: string) => {
    return { limit, place, pace: createPace(limit), call: createSlots(), waited: 0 };
  };
  const lanes = { read: lane(reads, from.reads), write: lane(writes, from.writes) };
  let pausedUntil = 0;
  const pausedFor = (): number => Math.max(0, pausedUntil - clock.now());

  function refuse(): void {
    if (signal?.aborted) throw new CancelledError();
  }

  async function sleep(milliseconds: number): Promise<void> {
    refuse();
    await clock.sleep(milliseconds, signal).finally(refuse);
  }

  /** Says once that the limit makes a run long: when half a minute's requests had to wait. */
  function report(kind: Kind): void {
    const { limit, place } = lanes[kind];
    if (limit === undefined || ++lanes[kind].waited !== Math.ceil(limit.perMinute / 2)) return;
    const count = `${limit.perMinute} ${kind}${limit.perMinute === 1 ? "" : "s"}`;
    tell(`At most ${count} a minute may be sent (${place}): what is left takes a while`);
  }

  return {
    /** Does the work in order of arrival. A call keeps its slot through its retries, so that none starves. */
    call: <Result>(kind: Kind, work: () => Promise<Result>) => lanes[kind].call(work),
    /** Resolves when the next request may be sent, with the time that our own pace took. Rejects once the command is cancelled. */
    async ready(kind: Kind): Promise<number> {
      const { pace } = lanes[kind];
      for (let ours = 0; ;) {
        refuse();
        const [own, pause] = [pace.next() - clock.now(), pausedFor()];
        if (own <= 0 && pause <= 0) {
          pace.sent(clock.now());
          return ours;
        }
        if (own > 0 && ours === 0) report(kind);
        ours += Math.max(0, own - pause);
        await sleep(Math.max(own, pause));
      }
    },
    sleep,
    /** For how long no request will pass yet. */
    pausedFor,
    /** Lets no request pass for so long. Returns whether requests passed until now. */
    pause(milliseconds: number): boolean {
      const passed = pausedFor() <= 0;
      pausedUntil = Math.max(pausedUntil, clock.now() + milliseconds);
      return passed;
    },
  };
}

/** Slots that calls take in turns, in order of arrival. */
function createSlots(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const queue: (() => void)[] = [];
  let free = concurrency;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => queue.push(resolve));
    return work().finally(() => {
      const next = queue.shift();
      if (next === undefined) free++;
      else next();
    });
  };
}

/**
 * Some requests at once (a burst, also the most in any second), then evenly spread, and never more than the limit in any
 * minute. A token bucket alone would let through a burst and a whole minute's refill within a minute.
 */
export function createPace({ perMinute, burst }: Rate = { perMinute: Infinity, burst: 1 }) {
  const spacing = 60_000 / perMinute;
  /** When the last requests were sent, as many as a minute may have, the oldest overwritten first. */
  const times: number[] = [];
  let count = 0;
  let refilledAt = -Infinity;
  const since = (back: number): number =>
    back > count ? -Infinity : (times[(count - back) % perMinute] ?? -Infinity);
  return {
    /** The earliest time that another request may be sent, in milliseconds. */
    next(): number {
      // With a margin, since two requests may arrive closer together than they were sent.
      const ofSecond = burst === 1 ? -Infinity : since(burst) + 1_250;
      const ofMinute = since(perMinute) + 62_000;
      return Math.max(refilledAt - (burst - 1) * spacing, ofSecond, ofMinute);
    },
    sent(now: number): void {
      times[count++ % perMinute] = now;
      refilledAt = Math.max(refilledAt, now) + spacing;
    },
  };
}
