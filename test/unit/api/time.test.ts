/** Time is bounded: of one request, and of a call as a whole. Over real sockets, in real time where a body drips. */
import assert from "node:assert/strict";
import { ConnectionError } from "../../../provider/src/errors";
import { defaultRetryPolicy } from "../../../provider/src/api/retry-policy";
import { type Answer, json, seven, startServer, type TestServer } from "./server";

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

  it("of a request is bounded though its body drips, and it is sent again as after a broken connection", async () => {
    server.answers(drip);
    const client = server.client({}, { timeOuts: { total: 50 } });
    await assert.rejects(client.patch(7, { shopName: "New" }), (error) => {
      assert.ok(error instanceof ConnectionError && error.mayHaveArrived);
      assert.match(
        error.message,
        /no response from Sendcloud after 5 attempts: no complete response within 1 s \(PATCH http/,
      );
      return true;
    });
    assert.equal(server.requests.length, 5);
  });

  it("of a request is bounded though its headers never come", async () => {
    server.answers(() => {});
    await assert.rejects(
      server
        .client(
          {},
          { timeOuts: { total: 50 }, retryPolicy: { ...defaultRetryPolicy, attempts: 1 } },
        )
        .get(7),
      ConnectionError,
    );
  });

  it("of a request leaves a slow but complete answer alone", async () => {
    server.answers((response) => {
      const body = JSON.stringify({ data: seven });
      response.writeHead(200).write(body.slice(0, 5));
      setImmediate(() => response.end(body.slice(5)));
    });
    assert.equal((await server.client({}, { timeOuts: { total: 30_000 } }).get(7))?.id, 7);
  });

  it("of a call is bounded as a whole, however much one request may take", async () => {
    server.answers(drip);
    const retryPolicy = { ...defaultRetryPolicy, firstBackoff: 10, deadline: 200 };
    const client = server.client({}, { clock: realClock, retryPolicy });
    const started = Date.now();
    await assert.rejects(client.get(7), ConnectionError);
    assert.ok(Date.now() - started < 5_000);
    assert.ok(server.requests.length < 3);
  });

  it("of a call holds what its token takes, too", async () => {
    server.answers((response, request) =>
      (request.method === "POST" ? drip : json({ data: seven }))(response, request),
    );
    const retryPolicy = { ...defaultRetryPolicy, firstBackoff: 10, deadline: 200 };
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
    const client = server.client({ requestsPerMinute: 1 }, { retryPolicy });
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
});
