/** Whether a request is sent again, and when; and how calls of one account wait for each other. Time is simulated. */
import assert from "node:assert/strict";
import { createRateLimiter, type Limits } from "../../../provider/src/api/rate-limit";
import { type Failure, nextBackoff, retryAfter } from "../../../provider/src/api/retry-policy";

const now = Date.parse("2026-01-01T00:00:00Z");

describe("the retry policy", () => {
  const first = { attempt: 1, elapsed: 0, now, random: 1 };

  const cases: [
    title: string,
    failure: Failure,
    at: Partial<typeof first>,
    backoff: number | undefined,
  ][] = [
    ["does not repeat a success", { status: 204, retryAfter: undefined }, {}, undefined],
    ["does not repeat what was refused", { status: 400, retryAfter: "5" }, {}, undefined],
    [
      "does not repeat a 500, which may be the request's fault",
      { status: 500, retryAfter: undefined },
      {},
      undefined,
    ],
    ["repeats a 503 after at most half a second", { status: 503, retryAfter: undefined }, {}, 500],
    [
      "spreads retries over the whole backoff (full jitter)",
      { status: 503, retryAfter: undefined },
      { random: 0.25 },
      125,
    ],
    ["waits longer each time", { status: 502, retryAfter: undefined }, { attempt: 4 }, 4000],
    [
      "gives up after five attempts",
      { status: 504, retryAfter: undefined },
      { attempt: 5 },
      undefined,
    ],
    ["repeats after a connection that broke", { code: "UND_ERR_SOCKET" }, {}, 500],
    ["does not repeat where there is no such host", { code: "ENOTFOUND" }, {}, undefined],
    ["waits as a 429 asks", { status: 429, retryAfter: "7" }, { attempt: 9 }, 7000],
    [
      "waits at most 20 s where a 429 does not say",
      { status: 429, retryAfter: undefined },
      { attempt: 30 },
      20_000,
    ],
    [
      "waits longer than a 429 asks that asks for nothing",
      { status: 429, retryAfter: "0" },
      { random: 0 },
      1000,
    ],
    ["and longer each time", { status: 429, retryAfter: "0.5" }, { random: 0, attempt: 4 }, 8000],
    [
      "as where it names a time that is past",
      { status: 429, retryAfter: "Thu, 01 Jan 2015 00:00:00 GMT" },
      { attempt: 2 },
      4000,
    ],
    ["or nothing that can be read", { status: 429, retryAfter: "soon" }, { attempt: 3 }, 8000],
    ["repeats after a 408", { status: 408, retryAfter: undefined }, {}, 500],
    ["repeats after a 425", { status: 425, retryAfter: undefined }, {}, 500],
    [
      "does not repeat where the certificate is not trusted",
      { code: "SELF_SIGNED_CERT_IN_CHAIN" },
      {},
      undefined,
    ],
    [
      "gives up where the wait would pass five minutes",
      { status: 429, retryAfter: "30" },
      { elapsed: 280_000 },
      undefined,
    ],
  ];
  for (const [title, failure, at, backoff] of cases) {
    it(title, () => assert.equal(nextBackoff(failure, { ...first, ...at })?.backoff, backoff));
  }

  it("makes all calls of the account wait for a 429 only", () => {
    assert.equal(nextBackoff({ status: 429, retryAfter: "1" }, first)?.rateLimited, true);
    assert.equal(nextBackoff({ status: 503, retryAfter: "1" }, first)?.rateLimited, false);
  });

  for (const [text, milliseconds] of [
    ["3", 3000],
    ["0", 0],
    ["0.5", 500],
    ["1.5", 1500],
    ["-5", 0],
    ["Thu, 01 Jan 2026 00:00:05 GMT", 5000],
    ["Thu, 01 Jan 2015 00:00:00 GMT", 0],
    ["86400", 60_000],
    ["soon", undefined],
    ["5 minutes", undefined],
    ["", undefined],
  ] as const) {
    it(`reads Retry-After "${text}"`, () => assert.equal(retryAfter(text, now), milliseconds));
  }
});

describe("the rate limiter of an account", () => {
  /** Time that moves on to the next sleeper whenever nobody else has anything to do. */
  function simulated(limits: Limits) {
    let time = 0;
    const sleepers: { until: number; wake: () => void }[] = [];
    const limiter = createRateLimiter(limits, {
      now: () => time,
      sleep: (milliseconds) =>
        new Promise((wake) => sleepers.push({ until: time + milliseconds, wake })),
    });
    async function pass(): Promise<void> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = sleepers.sort((one, other) => one.until - other.until).shift();
        if (next === undefined) return;
        time = Math.max(time, next.until);
        next.wake();
      }
    }
    return { limiter, pass, time: () => time };
  }

  it("lets maxConcurrency calls run at a time, the others in order of arrival", async () => {
    const { limiter, pass } = simulated({ maxConcurrency: 2, requestsPerMinute: undefined });
    const order: string[] = [];
    const finish: (() => void)[] = [];
    const calls = [1, 2, 3, 4].map((call) =>
      limiter.call("read", async () => {
        order.push(`in ${call}`);
        await new Promise<void>((resolve) => finish.push(resolve));
        order.push(`out ${call}`);
      }),
    );
    await pass();
    assert.deepEqual(order, ["in 1", "in 2"]);
    finish[1]?.();
    await pass();
    assert.deepEqual(order, ["in 1", "in 2", "out 2", "in 3"]);
    for (const index of [0, 2]) finish[index]?.();
    await pass();
    finish[3]?.();
    await Promise.all(calls);
    assert.deepEqual(order.slice(-2), ["in 4", "out 4"]);
  });

  it("frees the slot of a call that fails", async () => {
    const { limiter } = simulated({ maxConcurrency: 1, requestsPerMinute: undefined });
    await assert.rejects(limiter.call("read", () => Promise.reject(new Error("no"))));
    assert.equal(await limiter.call("read", () => Promise.resolve("next")), "next");
  });

  it("spreads requests evenly over the minute", async () => {
    const { limiter, pass, time } = simulated({ maxConcurrency: 9, requestsPerMinute: 60 });
    const times: number[] = [];
    const requests = [1, 2, 3].map(() => limiter.ready("read").then(() => times.push(time())));
    await pass();
    await Promise.all(requests);
    assert.deepEqual(times, [0, 1000, 2000]);
  });

  it("lets no request pass during a pause, which a shorter one does not shorten", async () => {
    const { limiter, pass, time } = simulated({ maxConcurrency: 9, requestsPerMinute: undefined });
    assert.equal(limiter.pause(5000), true);
    assert.equal(limiter.pause(3000), false);
    const passed = limiter.ready("read").then(time);
    assert.equal(limiter.pause(9000), false);
    await pass();
    assert.equal(await passed, 9000);
  });
});
