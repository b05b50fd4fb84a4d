/** Whether a request is sent again, and when; and that time is bounded, of one request and of a call as a whole. */
import assert from "node:assert/strict";
import type { Client, ClientOptions } from "../../../provider/src/api/client";
import { createRateLimiter, systemClock } from "../../../provider/src/api/rate-limit";
import {
  createRetry,
  defaultRetryPolicy,
  nextBackoff,
  retryAfter,
} from "../../../provider/src/api/retry";
import { type HttpResponse, type NoResponse, unusable } from "../../../provider/src/api/transport";
import { ApiError, ConnectionError } from "../../../provider/src/errors";
import { type Answer, failure, firstly, from, hastyClock, json, lost } from "./server";
import { seven, testServer, tokens } from "./server";

const now = Date.parse("2026-01-01T00:00:00Z");
const broken = (code: string, sent = false): NoResponse => ({ error: new Error(code), code, sent });

describe("the retry policy", () => {
  const first = { attempt: 1, now, random: 1 };
  const status = (code: number, after?: string): HttpResponse => {
    return { request: "GET x", status: code, text: "", links: [], retryAfter: after };
  };
  const past = "Thu, 01 Jan 2015 00:00:00 GMT";
  type Row = [
    title: string,
    answer: HttpResponse | NoResponse,
    backoff?: number | undefined,
    at?: object,
  ];
  const cases: Row[] = [
    ["does not repeat a success", status(204)],
    ["does not repeat what was refused", status(400, "5")],
    ["does not repeat a 500, which may be the request's fault", status(500)],
    ["repeats a 503 after at most half a second", status(503), 500],
    ["repeats after a 408", status(408), 500],
    ["repeats after a 425", status(425), 500],
    ["spreads retries over the whole backoff (full jitter)", status(503), 125, { random: 0.25 }],
    ["waits longer each time", status(502), 4000, { attempt: 4 }],
    ["gives up after five attempts", status(504), undefined, { attempt: 5 }],
    ["repeats after a connection that broke", broken("UND_ERR_SOCKET"), 500],
    ["repeats whatever broke once it was sent", broken("", true), 500],
    ["does not repeat where the answer is too large", broken(unusable, true)],
    ["does not repeat where there is no such host", broken("ENOTFOUND")],
    ["does not repeat where a connection is refused", broken("ECONNREFUSED")],
    ["does not repeat where a certificate is not trusted", broken("SELF_SIGNED_CERT_IN_CHAIN")],
    ["repeats where a proxy opens no tunnel for now", broken("PROXY 503"), 500],
    ["does not repeat where a proxy refuses the tunnel", broken("PROXY 407")],
    ["waits as a 429 asks", status(429, "7"), 7000, { attempt: 9 }],
    ["waits at most 20 s where a 429 does not say", status(429), 20_000, { attempt: 30 }],
    ["waits longer than a 429 asks that asks for nothing", status(429, "0"), 1000, { random: 0 }],
    ["and longer each time", status(429, "0.5"), 8000, { random: 0, attempt: 4 }],
    ["as where it names a time that is past", status(429, past), 4000, { attempt: 2 }],
    ["or nothing that can be read", status(429, "soon"), 8000, { attempt: 3 }],
  ];
  for (const [title, answer, backoff, at] of cases)
    it(title, () => assert.equal(nextBackoff(answer, { ...first, ...at }), backoff));

  for (const [milliseconds, ...texts] of [
    [0, "0", "-5", past, "soon", "5 minutes", "", undefined],
    [500, "0.5"],
    [1500, "1.5"],
    [3000, "3"],
    [5000, "Thu, 01 Jan 2026 00:00:05 GMT"],
    [60_000, "86400"],
  ] as const) {
    it(`reads Retry-After as ${milliseconds} ms where it is ${texts.join(" | ")}`, () => {
      for (const text of texts) assert.equal(retryAfter(text, now), milliseconds);
    });
  }

  for (const code of [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ]) {
    it(`says what to do about a certificate: ${code}`, async () => {
      const clock = hastyClock();
      const known = { secrets: [], from };
      const send = (): Promise<NoResponse> => Promise.resolve(broken(code));
      const limiter = createRateLimiter({ from }, clock);
      const retry = createRetry(send, limiter, clock, () => {}, defaultRetryPolicy, known);
      const request = { method: "GET", url: "https://x.example/7", headers: {} } as const;
      const error = await failure(retry("read", request, { began: now }), ConnectionError);
      assert.equal(error.mayHaveArrived, false);
      const says = `no response from Sendcloud: ${code} (GET https://x.example/7). The certificate is not trusted here: `;
      assert.ok(error.message.startsWith(says), error.message);
      assert.match(error.message, /NODE_EXTRA_CA_CERTS/);
    });
  }
});

/** A body that never ends: a blank every few milliseconds. */
const drip: Answer = (response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 5);
  response.once("close", () => clearInterval(timer));
};

describe("time", () => {
  const server = testServer();
  const patched = (options?: ClientOptions): ReturnType<Client["patch"]> =>
    server.client({}, options).patch(7, { shopName: "New" });

  it("of a request is bounded where its answer does not end", async () => {
    server.answers((response) => response.writeHead(200).write("{"));
    const timeOuts = { connect: 1000, response: 100 };
    const once = { timeOuts, retryPolicy: { ...defaultRetryPolicy, attempts: 1 } };
    assert.match((await failure(patched(once), ConnectionError)).message, /Body Timeout/);
  });

  const retryPolicy = { ...defaultRetryPolicy, firstBackoff: 10, deadline: 200 };
  const real = { clock: systemClock, retryPolicy };
  for (const [title, answer] of [
    ["its body drips", drip],
    ["its headers never come", () => {}],
  ] as const) {
    it(`of a call is bounded as a whole, though ${title}`, async () => {
      server.answers(answer);
      const started = Date.now();
      const error = await failure(patched(real), ConnectionError);
      assert.equal(error.mayHaveArrived, true);
      assert.match(error.message, /: no complete response within 1 s \(PATCH http/);
      assert.ok(Date.now() - started < 5_000);
      assert.ok(server.requests.length < 3);
    });
  }

  it("of a call holds what its token takes, too", async () => {
    server.answers(tokens(drip));
    const tokenUrl = `${server.origin()}/oauth2/token`;
    const credentials = { kind: "client", clientId: "id", clientSecret: "s", tokenUrl } as const;
    const started = Date.now();
    await failure(server.client({ credentials }, real).get(7), ConnectionError);
    assert.ok(Date.now() - started < 5_000);
  });

  it("of a call counts attempts and pauses, and no pause for our own pace", async () => {
    const clock = hastyClock();
    const options = { clock, retryPolicy: { ...defaultRetryPolicy, deadline: 30_000 } };
    const client = server.client({ reads: { perMinute: 1, burst: 1 } }, options);
    server.answers((response, request) =>
      json({ data: seven }, request.count < 4 ? 503 : 200)(response, request),
    );
    assert.equal((await client.get(7))?.id, 7);
    assert.equal(server.requests.length, 4);
    assert.ok(clock.now() - now >= 180_000);
    assert.match(server.told.join(), /^At most 1 read a minute may be sent \(sendcloud:reads/);
    server.answers(json("", 429, { "retry-after": "20" }));
    await assert.rejects(client.get(7), /status 429/);
    assert.equal(server.requests.length, 2);
  });

  it("at a rate limit ends after two minutes, and makes no storm where no Retry-After is given", async () => {
    for (const [headers, fewest, most] of [
      [{ "retry-after": "50" }, 3, 3],
      [{ "retry-after": "0" }, 4, 50],
      [{}, 4, 50],
    ] as const) {
      const clock = hastyClock();
      server.answers(json("", 429, headers));
      const { message } = await failure(patched({ clock }), ApiError);
      assert.match(message, /429: the response gives no reason.*run again in a minute/);
      const { length } = server.requests;
      assert.ok(length >= fewest && length <= most, `${length} requests`);
      assert.ok(clock.now() - now <= 120_000);
    }
  });

  const limit = json("", 429, { "retry-after": "60" });
  for (const [title, first, then] of [
    ["a lost answer and the rate limit", lost, limit],
    ["a lost answer and a conflict", lost, json("", 409)],
    ["a 503 and the rate limit", json("", 503), limit],
    ["the rate limit and a lost answer", json("", 429), lost],
  ] as const) {
    it(`leaves open whether a write was applied after ${title}`, async () => {
      server.answers(firstly(first, then));
      assert.equal((await failure(patched(), ConnectionError)).mayHaveArrived, true);
    });
  }

  it("says that a write was refused where no attempt can have been applied", async () => {
    server.answers(firstly(json("", 429), json("", 409)));
    assert.equal((await failure(patched(), ApiError)).status, 409);
  });
});
