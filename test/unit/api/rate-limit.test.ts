/** How fast requests are sent: against servers that enforce what Sendcloud publishes, in simulated time. */
import assert from "node:assert/strict";
import { createPace, createRateLimiter, systemClock } from "../../../provider/src/api/rate-limit";
import { createRetry, defaultRetryPolicy } from "../../../provider/src/api/retry";
import type { HttpResponse } from "../../../provider/src/api/transport";
import { type Configuration, configuration, problems } from "../../../provider/src/config/config";
import { findConfiguration } from "../../../provider/src/config/sources";
import { CancelledError } from "../../../provider/src/errors";
import { from } from "./server";

const published = { reads: { perMinute: 1000, burst: 50 }, writes: { perMinute: 100, burst: 15 } };
const minute = 60_000;

/** Time that moves on to the next sleeper whenever nobody else has anything to do. */
function simulated(limits: Partial<Configuration> = {}) {
  let time = 0;
  const told: string[] = [];
  const tell = (line: string): void => void told.push(line);
  const sleepers: { until: number; wake: () => void }[] = [];
  const clock = {
    now: () => time,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => void sleepers.push({ until: time + milliseconds, wake })),
  };
  const limiter = createRateLimiter({ from, ...limits }, clock, tell);
  /** Lets all time pass that somebody waits for. */
  async function pass<Result>(work?: Promise<Result>[]): Promise<Result[]> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = sleepers.sort((one, other) => one.until - other.until).shift();
      if (next === undefined) return Promise.all(work ?? []);
      time = Math.max(time, next.until);
      next.wake();
    }
  }
  const sent = (kind: "read" | "write"): Promise<number> =>
    limiter.call(kind, () => limiter.ready(kind));
  const writes = (count: number): Promise<number>[] =>
    Array.from({ length: count }, () => sent("write"));
  /** Sends a write until it is answered, a tenth of a second later. */
  function calling(answer: () => HttpResponse): () => Promise<HttpResponse> {
    const send = (): Promise<HttpResponse> => clock.sleep(100).then(answer);
    const known = { secrets: [], from };
    const retry = createRetry(send, limiter, clock, tell, defaultRetryPolicy, known);
    const request = { method: "PATCH", url: "https://x.example", headers: {} } as const;
    return () => limiter.call("write", () => retry("write", request, { began: time }));
  }
  return { limiter, clock, pass, told, sent, writes, calling, time: () => time };
}

/** An answer of a server. */
function answered(status: number, retryAfter?: string): HttpResponse {
  return { request: "", status, text: "", links: [], retryAfter };
}

/** The most of these times that lie within any such window. */
function most(times: readonly number[], window: number): number {
  const within = (start: number): number =>
    times.filter((time) => time >= start && time < start + window).length;
  return Math.max(...times.map(within));
}

describe("the pace of requests", () => {
  it("500 writes take five minutes: 100 a minute and 15 a second at most, however long each travels", async () => {
    const { limiter, clock, pass, time } = simulated(published);
    const arrivals: number[] = [];
    let seed = 1;
    const jitter = (): number => (seed = (seed * 16807) % 2147483647) % 200;
    const call = (): Promise<void> =>
      limiter.call("write", async () => {
        await limiter.ready("write");
        await clock.sleep(jitter());
        arrivals.push(time());
        await clock.sleep(100);
      });
    await pass(Array.from({ length: 500 }, call));
    assert.equal(most(arrivals, minute), 100);
    assert.equal(most(arrivals, 1000), 15);
    assert.ok(time() > 4.5 * minute && time() < 5.5 * minute, `${time()} ms`);
  });

  it("a few writes do not wait, and a short run is not reported", async () => {
    const { writes, pass, time, told } = simulated(published);
    await pass(writes(15));
    assert.equal(time(), 0);
    await pass(writes(45));
    assert.deepEqual(told, []);
  });

  for (const [perMinute, burst] of [
    [1, 1],
    [2, 1],
    [20, 3],
    [100, 15],
    [1000, 50],
  ] as const) {
    it(`at ${perMinute} a minute keeps to that in every minute, whenever requests come`, () => {
      const pace = createPace({ perMinute, burst });
      const times: number[] = [];
      for (let now = 0; times.length < 4 * perMinute; now = Math.max(now, pace.next())) {
        // Every now and then nobody asks for a while.
        if (times.length % (perMinute + 3) === 7) now += 40_000;
        now = Math.max(now, pace.next());
        pace.sent(now);
        times.push(now);
      }
      assert.ok(most(times, minute) <= perMinute);
    });
  }

  it("reads do not wait for writes", async () => {
    const { sent, writes, pass, time } = simulated(published);
    const all = writes(40);
    const read = sent("read").then(time);
    await pass(all);
    assert.equal(await read, 0);
    assert.ok(time() > 10_000);
  });

  it("a long run is reported once, with the limit and where it comes from", async () => {
    const { sent, pass, told, time } = simulated(published);
    let toldAt = 0;
    const note = (): void => void (toldAt ||= told.length * time());
    await pass(Array.from({ length: 200 }, () => sent("write").then(note)));
    assert.deepEqual(told, [
      "At most 100 writes a minute may be sent (sendcloud:writesPerMinute): what is left takes a while",
    ]);
    assert.ok(toldAt > 0 && toldAt < 35_000, `${toldAt} ms`);
    assert.ok(time() > minute);
  });
});

describe("the rate limiter of an account", () => {
  it("frees the slot of a call that fails", async () => {
    const { limiter } = simulated();
    for (let call = 0; call < 20; call++)
      await assert.rejects(limiter.call("read", () => Promise.reject(new Error("no"))));
    assert.equal(await limiter.call("read", () => Promise.resolve("next")), "next");
  });

  it("lets no request pass during a pause, which a shorter one does not shorten", async () => {
    const { limiter, pass, time } = simulated();
    assert.equal(limiter.pause(5000), true);
    assert.equal(limiter.pause(3000), false);
    const passed = limiter.ready("read").then(time);
    assert.equal(limiter.pause(9000), false);
    assert.deepEqual(await pass([passed]), [9000]);
  });

  it("lets no request pass once the command is cancelled, nor one that waits", async () => {
    const controller = new AbortController();
    const limiter = createRateLimiter({ from }, systemClock, () => {}, controller.signal);
    limiter.pause(60_000);
    const waiting = limiter.ready("write");
    controller.abort();
    await assert.rejects(waiting, CancelledError);
    await assert.rejects(limiter.ready("read"), CancelledError);
    await assert.rejects(limiter.sleep(1), CancelledError);
  });

  it("waits as long as a 429 asks, all calls together, and says so once", async () => {
    const { calling, pass, time, told } = simulated();
    let count = 0;
    const call = calling(() => (++count <= 3 ? answered(429, "17") : answered(204)));
    await pass([call(), call(), call()]);
    assert.equal(count, 6);
    assert.equal(time(), 17_200);
    assert.deepEqual(told, ["Sendcloud's rate limit is reached: waiting 17 s, then going on"]);
  });
});

describe("200 calls at a limit of 20 a minute", () => {
  const { calling, pass, time } = simulated();
  const refusedIn = new Map<number, number>();
  const finished: number[] = [];

  before(async () => {
    const seenIn = new Map<number, number>();
    const call = calling(() => {
      const window = Math.floor(time() / minute);
      const seen = (seenIn.get(window) ?? 0) + 1;
      seenIn.set(window, seen);
      if (seen <= 20) return answered(204);
      refusedIn.set(window, seen - 20);
      return answered(429, String(Math.ceil(((window + 1) * minute - time()) / 1000)));
    });
    const calls = Array.from({ length: 200 }, (_, index) =>
      call().then(({ status }) => {
        assert.equal(status, 204);
        finished.push(index);
      }),
    );
    await pass(calls);
  });

  it("all succeed, in hardly more minutes than the limit takes", () => {
    assert.equal(finished.length, 200);
    assert.ok(time() <= 11 * minute, `${time()} ms`);
  });

  it("meet the limit at most once each of those that run at a time, and not again until it is over", () => {
    assert.ok(refusedIn.size > 0);
    assert.ok(Math.max(...refusedIn.values()) <= 8, [...refusedIn.values()].join());
  });

  it("have their turn: none waits for more than those that run beside it", () => {
    const overtaken = Math.max(...finished.map((index, place) => Math.abs(index - place)));
    assert.ok(overtaken < 16, `${overtaken} places`);
  });
});

describe("the configured pace", () => {
  const keys = { SENDCLOUD_PUBLIC_KEY: "pub", SENDCLOUD_SECRET_KEY: "sec" };
  const paces = (config: Record<string, string>, environment = {}): unknown[] => {
    const found = findConfiguration((key) => config[key], { ...keys, ...environment });
    const { reads, writes } = configuration(found);
    return [reads?.perMinute, writes?.perMinute];
  };

  it("is what Sendcloud publishes at its addresses, and none at others", () => {
    const at = (url: string): unknown[] => paces({ "sendcloud:baseUrl": `${url}/api/v3` });
    for (const host of ["panel.sendcloud.sc", "PANEL.sendcloud.sc", "eu.panel.sendcloud.com"])
      assert.deepEqual(at(`https://${host}`), [1000, 100], host);
    assert.deepEqual(at("https://sendcloud.com"), [1000, 100]);
    for (const host of ["https://notsendcloud.sc", "https://sendcloud.sc.example", "http://[::1]"])
      assert.deepEqual(at(host), [undefined, undefined], host);
  });

  it("may be raised, lowered and switched off, and is a whole number", () => {
    const [reads, writes] = ["sendcloud:readsPerMinute", "sendcloud:writesPerMinute"];
    assert.deepEqual(paces({ [writes]: "300", [reads]: "off" }), [undefined, 300]);
    const environment = { SENDCLOUD_WRITES_PER_MINUTE: "20", SENDCLOUD_READS_PER_MINUTE: "50" };
    assert.deepEqual(paces({}, environment), [50, 20]);
    const elsewhere = { "sendcloud:baseUrl": "http://127.0.0.1:1" };
    assert.deepEqual(paces({ ...elsewhere, [writes]: "20" }), [undefined, 20]);
    for (const wrong of ["0", "-1", "1.5", "many", "Off", "none", "100001"]) {
      const found = problems(
        findConfiguration((key) => (key === writes ? wrong : undefined), {}),
      ).join();
      assert.match(
        found,
        /^sendcloud:writesPerMinute must be a whole number from 1 to 100000, or off/,
      );
    }
  });
});
