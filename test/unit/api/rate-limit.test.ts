/** How fast requests are sent: against servers that enforce what Sendcloud publishes, in simulated time. */
import assert from "node:assert/strict";
import { createPace, createRateLimiter, systemClock } from "../../../provider/src/api/rate-limit";
import { type Configuration, configuration, problems } from "../../../provider/src/config/config";
import { findConfiguration } from "../../../provider/src/config/sources";
import { CancelledError } from "../../../provider/src/errors";
import { from, hastyClock, json, startServer, type TestServer } from "./server";

const published = { reads: { perMinute: 1000, burst: 50 }, writes: { perMinute: 100, burst: 15 } };

/** Time that moves on to the next sleeper whenever nobody else has anything to do. */
function simulated(limits: Partial<Configuration> = {}) {
  let time = 0;
  const told: string[] = [];
  const sleepers: { until: number; wake: () => void }[] = [];
  const clock = {
    now: () => time,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => void sleepers.push({ until: time + milliseconds, wake })),
  };
  const limiter = createRateLimiter({ from, ...limits }, clock, (line) => told.push(line));
  async function pass(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = sleepers.sort((one, other) => one.until - other.until).shift();
      if (next === undefined) return;
      time = Math.max(time, next.until);
      next.wake();
    }
  }
  const sent = (kind: "read" | "write"): Promise<number> =>
    limiter.call(kind, () => limiter.ready(kind));
  return { limiter, clock, pass, told, sent, time: () => time };
}

/** The most of these times that lie within any such window. */
function most(times: readonly number[], window: number): number {
  return Math.max(
    ...times.map((start) => times.filter((time) => time >= start && time < start + window).length),
  );
}

describe("the pace of requests", () => {
  it("500 writes take about five minutes: never more than 100 in a minute nor 15 in a second, with some travelling longer than others", async () => {
    const { limiter, clock, pass, time } = simulated(published);
    const arrivals: number[] = [];
    let seed = 1;
    const jitter = (): number => (seed = (seed * 16807) % 2147483647) % 200;
    const calls = Array.from({ length: 500 }, () =>
      limiter.call("write", async () => {
        await limiter.ready("write");
        await clock.sleep(jitter());
        arrivals.push(time());
        await clock.sleep(100);
      }),
    );
    await pass();
    await Promise.all(calls);
    assert.equal(most(arrivals, 60_000), 100);
    assert.equal(most(arrivals, 1000), 15);
    const minutes = time() / 60_000;
    assert.ok(minutes > 4.5 && minutes < 5.5, `${minutes} minutes`);
  });

  it("a few writes do not wait", async () => {
    const { sent, pass, time } = simulated(published);
    const calls = Array.from({ length: 15 }, () => sent("write"));
    await pass();
    await Promise.all(calls);
    assert.equal(time(), 0);
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
      assert.ok(most(times, 60_000) <= perMinute);
    });
  }

  it("reads do not wait for writes", async () => {
    const { sent, pass, time } = simulated(published);
    const writes = Array.from({ length: 40 }, () => sent("write"));
    const read = sent("read").then(time);
    await pass();
    await Promise.all(writes);
    assert.equal(await read, 0);
    assert.ok(time() > 10_000);
  });

  it("a long run is reported once, with the limit and where it comes from", async () => {
    const { sent, pass, told, time } = simulated(published);
    let left = 200;
    let toldAt = 0;
    const resource = async (): Promise<void> => {
      while (left-- > 0) {
        await sent("write");
        if (told.length === 1 && toldAt === 0) toldAt = time();
      }
    };
    const resources = Array.from({ length: 8 }, resource);
    await pass();
    await Promise.all(resources);
    assert.deepEqual(told, [
      "At most 100 writes a minute may be sent (sendcloud:writesPerMinute): what is left takes a while",
    ]);
    assert.ok(toldAt > 0 && toldAt < 35_000, `${toldAt} ms`);
    assert.ok(time() > 60_000);
  });

  it("a short run is not reported", async () => {
    const { sent, pass, told } = simulated(published);
    const calls = Array.from({ length: 60 }, () => sent("write"));
    await pass();
    await Promise.all(calls);
    assert.deepEqual(told, []);
  });
});

describe("the rate limiter of an account", () => {
  it("lets eight calls of a kind run at a time, the others in order of arrival", async () => {
    const { limiter, pass } = simulated();
    const order: string[] = [];
    const finish: (() => void)[] = [];
    const calls = Array.from({ length: 10 }, (_, call) =>
      limiter.call("read", async () => {
        order.push(`in ${call}`);
        await new Promise<void>((resolve) => finish.push(resolve));
        order.push(`out ${call}`);
      }),
    );
    await pass();
    assert.equal(order.length, 8);
    finish[1]?.();
    await pass();
    assert.deepEqual(order.slice(8), ["out 1", "in 8"]);
    for (const done of finish) done();
    await pass();
    finish[9]?.();
    await Promise.all(calls);
    assert.deepEqual(order.slice(-1), ["out 9"]);
  });

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
    await pass();
    assert.equal(await passed, 9000);
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
});

describe("the configured pace", () => {
  const keys = { SENDCLOUD_PUBLIC_KEY: "pub", SENDCLOUD_SECRET_KEY: "sec" };
  const paces = (
    config: Record<string, string>,
    environment: Record<string, string> = {},
  ): unknown[] => {
    const { reads, writes } = configuration(
      findConfiguration((key) => config[key], { ...keys, ...environment }),
    );
    return [reads?.perMinute, writes?.perMinute];
  };

  for (const [baseUrl, expected] of [
    ["https://panel.sendcloud.sc/api/v3", [1000, 100]],
    ["https://PANEL.sendcloud.sc/api/v3", [1000, 100]],
    ["https://sendcloud.com/api/v3", [1000, 100]],
    ["https://eu.panel.sendcloud.com/api/v3", [1000, 100]],
    ["https://notsendcloud.sc/api/v3", [undefined, undefined]],
    ["https://sendcloud.sc.example/api/v3", [undefined, undefined]],
    ["http://127.0.0.1:4010/api/v3", [undefined, undefined]],
  ] as const) {
    it(`is ${expected.map((rate) => rate ?? "none").join(" reads and ")} writes a minute at ${baseUrl}`, () =>
      assert.deepEqual(paces({ "sendcloud:baseUrl": baseUrl }), expected));
  }

  it("may be raised, lowered and switched off", () => {
    assert.deepEqual(
      paces({ "sendcloud:writesPerMinute": "300", "sendcloud:readsPerMinute": "off" }),
      [undefined, 300],
    );
    assert.deepEqual(
      paces({}, { SENDCLOUD_WRITES_PER_MINUTE: "20", SENDCLOUD_READS_PER_MINUTE: "50" }),
      [50, 20],
    );
    assert.deepEqual(
      paces({ "sendcloud:baseUrl": "http://127.0.0.1:1", "sendcloud:writesPerMinute": "20" }),
      [undefined, 20],
    );
  });

  for (const wrong of ["0", "-1", "1.5", "many", "Off", "none", "100001"]) {
    it(`may not be ${wrong}`, () => {
      const found = findConfiguration(
        (key) => (key === "sendcloud:writesPerMinute" ? wrong : undefined),
        {},
      );
      assert.match(
        problems(found).join(),
        /^sendcloud:writesPerMinute must be a whole number from 1 to 100000, or off/,
      );
    });
  }
});

describe("500 writes against a server that enforces 100 a minute, and 15 a second", () => {
  it("succeed in about five minutes, hardly refused", async () => {
    const server = await startServer();
    const clock = hastyClock();
    const started = clock.now();
    const passed: number[] = [];
    let refused = 0;
    server.answers((response, request) => {
      const now = clock.now();
      const within = (window: number): number =>
        passed.filter((time) => time > now - window).length;
      if (within(60_000) >= 100 || within(1000) >= 15) {
        refused++;
        return json("", 429)(response, request);
      }
      passed.push(now);
      return json("", 204)(response, request);
    });
    try {
      const client = server.client(published, { clock });
      await Promise.all(
        Array.from({ length: 500 }, (_, index) => client.patch(index + 1, { shopName: "New" })),
      );
      const minutes = (clock.now() - started) / 60_000;
      assert.ok(minutes > 4 && minutes < 6, `${minutes} minutes`);
      // Time passes here while requests are under way, which puts some closer together than they were sent.
      assert.ok(refused < 10, `${refused} refusals`);
      assert.match(server.told[0] ?? "", /^At most 100 writes a minute may be sent /);
    } finally {
      await server.close();
    }
  });
});

describe("a Retry-After that asks for nothing makes no storm", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  for (const header of ["0", "0.5", "-1", "Thu, 01 Jan 2015 00:00:00 GMT", "soon", "", undefined]) {
    it(
      header === undefined ? "where there is none, and no body" : `where it is "${header}"`,
      async () => {
        const client = server.client();
        server.answers(json("", 429, header === undefined ? {} : { "retry-after": header }));
        await assert.rejects(client.get(7), /status 429: the response gives no reason/);
        assert.ok(server.requests.length < 50, `${server.requests.length} requests in two minutes`);
      },
    );
  }
});
