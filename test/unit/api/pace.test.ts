/** How fast requests are sent: against servers that enforce what Sendcloud publishes, in simulated time. */
import assert from "node:assert/strict";
import { createPace } from "../../../provider/src/api/pace";
import { createRateLimiter, type Limits } from "../../../provider/src/api/rate-limit";
import { configuration, problems } from "../../../provider/src/config/accounts";
import { lookUp } from "../../../provider/src/config/sources";
import { hastyClock, json, startServer, type TestServer } from "./server";

const published = { reads: { perMinute: 1000, burst: 50 }, writes: { perMinute: 100, burst: 15 } };

/** Time that moves on to the next sleeper whenever nobody else has anything to do. */
function simulated(limits: Partial<Limits>) {
  let time = 0;
  const told: string[] = [];
  const sleepers: { until: number; wake: () => void }[] = [];
  const clock = {
    now: () => time,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => void sleepers.push({ until: time + milliseconds, wake })),
  };
  const limiter = createRateLimiter(
    { maxConcurrency: 8, requestsPerMinute: undefined, ...limits },
    clock,
    (line) => told.push(line),
  );
  async function pass(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = sleepers.sort((one, other) => one.until - other.until).shift();
      if (next === undefined) return;
      time = Math.max(time, next.until);
      next.wake();
    }
  }
  return { limiter, clock, pass, told, time: () => time };
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
      limiter.call("write", async (ready) => {
        await ready();
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
    const { limiter, pass, time } = simulated(published);
    const calls = Array.from({ length: 15 }, () => limiter.call("write", (ready) => ready()));
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

  it("reads do not wait for writes, nor take the place of those that wait", async () => {
    const { limiter, pass, time } = simulated({ ...published, maxConcurrency: 1 });
    const writes = Array.from({ length: 40 }, () => limiter.call("write", (ready) => ready()));
    const read = limiter.call("read", async (ready) => {
      await ready();
      return time();
    });
    await pass();
    await Promise.all(writes);
    assert.equal(await read, 0);
    assert.ok(time() > 10_000);
  });

  it("a long queue is told once, with how long it takes, and again where it becomes twice as long", async () => {
    const { limiter, pass, told } = simulated(published);
    const add = (count: number): Promise<number>[] =>
      Array.from({ length: count }, () => limiter.call("write", (ready) => ready()));
    const calls = [...add(500)];
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    calls.push(...add(10), ...add(1000));
    await pass();
    await Promise.all(calls);
    assert.deepEqual(told, [
      "At most 100 writes a minute are sent (sendcloud:writesPerMinute): the 485 requests that wait take about 5 minutes",
      "At most 100 writes a minute are sent (sendcloud:writesPerMinute): the 1493 requests that wait take about 15 minutes",
    ]);
  });

  it("a long run whose length is known is told at its beginning, and not again", async () => {
    const { limiter, pass, told } = simulated(published);
    limiter.expectWrites(500);
    assert.deepEqual(told, [
      "At most 100 writes a minute are sent (sendcloud:writesPerMinute): the up to 500 integrations to change take up to 5 minutes",
    ]);
    const calls = Array.from({ length: 500 }, () => limiter.call("write", (ready) => ready()));
    await pass();
    await Promise.all(calls);
    assert.equal(told.length, 1);
  });

  it("a limit of one request a minute is told in the singular", () => {
    const { limiter, told } = simulated({ ...published, writes: { perMinute: 1, burst: 1 } });
    limiter.expectWrites(1);
    assert.deepEqual(told, [
      "At most 1 write a minute is sent (sendcloud:writesPerMinute): the integration to change takes up to 1 minute",
    ]);
  });

  it("a short run whose length is known is not told, nor one without a pace", () => {
    const { limiter, told } = simulated(published);
    limiter.expectWrites(49);
    const unpaced = simulated({});
    unpaced.limiter.expectWrites(10_000);
    assert.deepEqual([...told, ...unpaced.told], []);
  });

  it("a long run of which only a few requests wait at a time, as the engine sends them, is told once it is long", async () => {
    const { limiter, pass, told, time } = simulated(published);
    let left = 200;
    let toldAt = 0;
    const resource = async (): Promise<void> => {
      while (left-- > 0) {
        await limiter.call("write", (ready) => ready());
        if (told.length === 1 && toldAt === 0) toldAt = time();
      }
    };
    const resources = Array.from({ length: 8 }, resource);
    await pass();
    await Promise.all(resources);
    assert.deepEqual(told, [
      "At most 100 writes a minute are sent (sendcloud:writesPerMinute): each 100 of them take about a minute",
    ]);
    assert.ok(toldAt > 0 && toldAt < 35_000, `${toldAt} ms`);
    assert.ok(time() > 60_000);
  });

  it("a short queue is not told", async () => {
    const { limiter, pass, told } = simulated(published);
    const calls = Array.from({ length: 60 }, () => limiter.call("write", (ready) => ready()));
    await pass();
    await Promise.all(calls);
    assert.deepEqual(told, []);
  });

  it("a limit on all requests holds for reads and writes together", async () => {
    const { limiter, pass, time } = simulated({ requestsPerMinute: 60 });
    const times: number[] = [];
    const kinds = ["read", "write", "read", "write"] as const;
    const calls = kinds.map((kind) =>
      limiter.call(kind, (ready) => ready().then(() => times.push(time()))),
    );
    await pass();
    await Promise.all(calls);
    assert.deepEqual(times, [0, 1000, 2000, 3000]);
  });
});

describe("the configured pace", () => {
  const keys = { SENDCLOUD_PUBLIC_KEY: "pub", SENDCLOUD_SECRET_KEY: "sec" };
  const paces = (
    config: Record<string, string>,
    environment: Record<string, string> = {},
  ): unknown[] => {
    const { reads, writes } = configuration(
      lookUp((key) => config[key], { ...keys, ...environment }),
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

  for (const wrong of ["0", "-1", "1.5", "Off", "none", "100001"]) {
    it(`may not be ${wrong}`, () => {
      const found = lookUp((key) => (key === "sendcloud:writesPerMinute" ? wrong : undefined), {});
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
      assert.match(
        server.told[0] ?? "",
        /^At most 100 writes a minute are sent .*: the 485 requests that wait take about 5 minutes$/,
      );
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
        assert.ok(
          server.requests.length < 50,
          `${server.requests.length} requests in five minutes`,
        );
      },
    );
  }
});
