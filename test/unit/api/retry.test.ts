/** Whether a request is sent again, and when; and that time is bounded, of one request and of a call as a whole. */
import assert from "node:assert/strict";
import { defaultRetryPolicy, nextBackoff, retryAfter } from "../../../provider/src/api/retry";
import { type HttpResponse, type NoResponse, unusable } from "../../../provider/src/api/transport";
import { ApiError, ConnectionError } from "../../../provider/src/errors";
import { type Answer, json, seven, startServer, type TestServer } from "./server";

const now = Date.parse("2026-01-01T00:00:00Z");

describe("the retry policy", () => {
  const first = { attempt: 1, now, random: 1 };

  const status = (code: number, after?: string): HttpResponse => {
    return { request: "GET x", status: code, text: "", links: [], retryAfter: after };
  };
  const broken = (code: string, sent = false): NoResponse => {
    return { error: new Error("no"), code, sent };
  };
  const cases: [
    title: string,
    answer: HttpResponse | NoResponse,
    at: Partial<typeof first>,
    backoff: number | undefined,
  ][] = [
    ["does not repeat a success", status(204), {}, undefined],
    ["does not repeat what was refused", status(400, "5"), {}, undefined],
    ["does not repeat a 500, which may be the request's fault", status(500), {}, undefined],
    ["repeats a 503 after at most half a second", status(503), {}, 500],
    ["spreads retries over the whole backoff (full jitter)", status(503), { random: 0.25 }, 125],
    ["waits longer each time", status(502), { attempt: 4 }, 4000],
    ["gives up after five attempts", status(504), { attempt: 5 }, undefined],
    ["repeats after a connection that broke", broken("UND_ERR_SOCKET"), {}, 500],
    ["repeats whatever broke once it was sent", broken("", true), {}, 500],
    ["does not repeat where the answer is too large", broken(unusable, true), {}, undefined],
    ["does not repeat where there is no such host", broken("ENOTFOUND"), {}, undefined],
    ["repeats where a proxy opens no tunnel for now", broken("PROXY 503"), {}, 500],
    ["does not repeat where a proxy refuses the tunnel", broken("PROXY 407"), {}, undefined],
    ["waits as a 429 asks", status(429, "7"), { attempt: 9 }, 7000],
    ["waits at most 20 s where a 429 does not say", status(429), { attempt: 30 }, 20_000],
    ["waits longer than a 429 asks that asks for nothing", status(429, "0"), { random: 0 }, 1000],
    ["and longer each time", status(429, "0.5"), { random: 0, attempt: 4 }, 8000],
    [
      "as where it names a time that is past",
      status(429, "Thu, 01 Jan 2015 00:00:00 GMT"),
      { attempt: 2 },
      4000,
    ],
    ["or nothing that can be read", status(429, "soon"), { attempt: 3 }, 8000],
    ["repeats after a 408", status(408), {}, 500],
    ["repeats after a 425", status(425), {}, 500],
    [
      "does not repeat where the certificate is not trusted",
      broken("SELF_SIGNED_CERT_IN_CHAIN"),
      {},
      undefined,
    ],
  ];
  for (const [title, answer, at, backoff] of cases) {
    it(title, () => assert.equal(nextBackoff(answer, { ...first, ...at }), backoff));
  }

  for (const [text, milliseconds] of [
    ["3", 3000],
    ["0", 0],
    ["0.5", 500],
    ["1.5", 1500],
    ["-5", 0],
    ["Thu, 01 Jan 2026 00:00:05 GMT", 5000],
    ["Thu, 01 Jan 2015 00:00:00 GMT", 0],
    ["86400", 60_000],
    ["soon", 0],
    ["5 minutes", 0],
    ["", 0],
    [undefined, 0],
  ] as const) {
    it(`reads Retry-After "${text}"`, () => assert.equal(retryAfter(text, now), milliseconds));
  }
});

/** A body that never ends: a blank every few milliseconds. */
const drip: Answer = (response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 5);
  response.once("close", () => clearInterval(timer));
};

describe("time", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const realClock = {
    now: Date.now,
    sleep: (milliseconds: number) => new Promise<void>((wake) => setTimeout(wake, milliseconds)),
  };

  it("of a request leaves a slow but complete answer alone", async () => {
    server.answers((response) => {
      const body = JSON.stringify({ data: seven });
      response.writeHead(200).write(body.slice(0, 5));
      setImmediate(() => response.end(body.slice(5)));
    });
    assert.equal((await server.client().get(7))?.id, 7);
  });

  const retryPolicy = { ...defaultRetryPolicy, firstBackoff: 10, deadline: 200 };
  for (const [title, answer] of [
    ["its body drips", drip],
    ["its headers never come", () => {}],
  ] as const) {
    it(`of a call is bounded as a whole, though ${title}`, async () => {
      server.answers(answer);
      const client = server.client({}, { clock: realClock, retryPolicy });
      const started = Date.now();
      await assert.rejects(client.patch(7, { shopName: "New" }), (error) => {
        assert.ok(error instanceof ConnectionError && error.mayHaveArrived);
        assert.match(error.message, /: no complete response within 1 s \(PATCH http/);
        return true;
      });
      assert.ok(Date.now() - started < 5_000);
      assert.ok(server.requests.length < 3);
    });
  }

  it("of a call holds what its token takes, too", async () => {
    server.answers((response, request) =>
      (request.method === "POST" ? drip : json({ data: seven }))(response, request),
    );
    const credentials = {
      kind: "client",
      clientId: "id",
      clientSecret: "canary",
      tokenUrl: `${server.origin}/oauth2/token`,
    } as const;
    const started = Date.now();
    await assert.rejects(
      server.client({ credentials }, { clock: realClock, retryPolicy }).get(7),
      ConnectionError,
    );
    assert.ok(Date.now() - started < 5_000);
  });

  it("of a call counts attempts and pauses, and no pause for our own pace", async () => {
    const retryPolicy = { ...defaultRetryPolicy, deadline: 30_000 };
    const client = server.client({ reads: { perMinute: 1, burst: 1 } }, { retryPolicy });
    server.answers((response, request) =>
      json(request.count < 4 ? "" : { data: seven }, request.count < 4 ? 503 : 200)(
        response,
        request,
      ),
    );
    assert.equal((await client.get(7))?.id, 7);
    assert.equal(server.requests.length, 4);
    server.answers(json("", 429, { "retry-after": "20" }));
    await assert.rejects(client.get(7), /status 429/);
    assert.equal(server.requests.length, 2);
  });

  const lost: Answer = (response) => void response.destroy();
  for (const [title, first, then] of [
    ["a lost answer and the rate limit", lost, json("", 429, { "retry-after": "60" })],
    ["a lost answer and a conflict", lost, json("", 409)],
    ["a 503 and the rate limit", json("", 503), json("", 429, { "retry-after": "60" })],
    ["the rate limit and a lost answer", json("", 429), lost],
  ] as const) {
    it(`leaves open whether a write was applied after ${title}`, async () => {
      server.answers((response, request) =>
        (request.count === 1 ? first : then)(response, request),
      );
      await assert.rejects(
        server.client().patch(7, { shopName: "New" }),
        (error) => error instanceof ConnectionError && error.mayHaveArrived,
      );
    });
  }

  it("says that a write was refused where no attempt can have been applied", async () => {
    server.answers((response, request) =>
      json("", request.count === 1 ? 429 : 409)(response, request),
    );
    await assert.rejects(
      server.client().patch(7, { shopName: "New" }),
      (error) => error instanceof ApiError && error.status === 409,
    );
  });
});
