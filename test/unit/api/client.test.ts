/** The client against the emulator, over real sockets. */
import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import {
  type Emulator,
  type Interceptor,
  startEmulator,
} from "../../../provider/src/emulator/emulator";
import { type Client, type ClientOptions, createClient } from "../../../provider/src/api/client";
import { from } from "./server";
import { ApiError, ConnectionError, ResponseError } from "../../../provider/src/errors";

const secretKey = "key-that-must-not-show";
const webhookUrl = "https://user:word@hooks.example/token-9";

/** Makes a server listen on a free port of this machine; tells which. */
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

describe("the client", () => {
  let emulator: Emulator;
  let client: Client;
  const clients: Client[] = [];

  /** Waits pass at once, and are noted. */
  const waits: number[] = [];
  let time = Date.now();
  const clock = {
    now: () => time,
    sleep(milliseconds: number): Promise<void> {
      waits.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };

  function open(options: ClientOptions = {}, baseUrl = emulator.url): Client {
    const opened = createClient(
      {
        from,
        credentials: { kind: "keys", publicKey: emulator.publicKey, secretKey },
        baseUrl,
      },
      { clock, ...options },
    );
    clients.push(opened);
    return opened;
  }

  before(async () => {
    emulator = await startEmulator({
      secretKey,
      seed: [{ id: 7, shop_name: "Seven", webhook_url: webhookUrl }],
    });
    client = open();
  });
  afterEach(() => {
    emulator.reset();
    waits.length = 0;
  });
  after(async () => {
    await Promise.all(clients.map((opened) => opened.close()));
    await emulator.close();
  });

  /** What a call says where Sendcloud answers as the interceptor does. */
  async function said(
    intercept: Interceptor,
    call: () => Promise<unknown> = () => client.get(7),
  ): Promise<Error> {
    emulator.intercept(intercept);
    const error = await call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof Error, "the call should fail");
    assert.doesNotMatch(error.message, /key-that-must-not-show|token-9|word@/);
    return error;
  }

  const answering =
    (status: number, body: unknown, headers: Record<string, string> = {}): Interceptor =>
    (_request, response) => {
      response
        .writeHead(status, headers)
        .end(typeof body === "string" ? body : JSON.stringify(body));
      return true;
    };

  it("gets an integration", async () => {
    const integration = await client.get(7);
    assert.equal(integration?.settings.shopName, "Seven");
    assert.equal(integration.settings.webhookUrl, webhookUrl);
  });

  it("patches exactly what it is given, as JSON, and says who it is", async () => {
    await client.patch(7, { shopName: "New 🌷", webhookUrl: null });
    assert.deepEqual(
      emulator.requests.map(({ method, path, body }) => ({ method, path, body })),
      [
        {
          method: "PATCH",
          path: "/integrations/7",
          body: { shop_name: "New 🌷", webhook_url: null },
        },
      ],
    );
    assert.match(emulator.requests[0]?.userAgent ?? "", /^pulumi-sendcloud\/\d+\.\d+\.\d+$/);
    assert.equal(emulator.integration(7)?.shop_name, "New 🌷");
  });

  it("keeps connections alive", async () => {
    const ports = new Set<number | undefined>();
    emulator.intercept((_request, response) => {
      ports.add(response.socket?.remotePort);
      return false;
    });
    for (let call = 0; call < 20; call++) await client.get(7);
    assert.ok(ports.size <= 2, `20 calls used ${ports.size} connections`);
  });

  it("refuses an answer that is no list", async () => {
    const error = await said(answering(200, { data: { id: 7 } }), () => client.list());
    assert.match(
      error.message,
      /is not a list of integrations as the API documents it: data is missing.* \(GET/,
    );
  });

  it("tells a missing integration as undefined", async () =>
    assert.equal(await client.get(8), undefined));

  it("names wrong keys, and what to do after a rotation", async () => {
    const refusal = {
      errors: [
        { status: 401, code: "authentication_failed", detail: "Invalid username/password." },
      ],
    };
    const error = await said(answering(401, refusal));
    assert.match(
      error.message,
      /401: Invalid username\/password\. \(GET .*Check sendcloud:publicKey and sendcloud:secretKey: .*run `pulumi up --refresh=false`, or pass --run-program/,
    );
    assert.equal(emulator.requests.length, 1);
  });

  it("names the property in a refusal of the rules that join two settings", async () => {
    const error = await said(
      () => false,
      () => client.patch(7, { webhookActive: true, webhookUrl: null }),
    );
    assert.match(
      error.message,
      /400: webhookUrl: Webhook URL required when enable webhook is set to true \(PATCH http.*\/integrations\/7\)/,
    );
  });

  const advice: [status: number, advice: RegExp][] = [
    [403, /those of the account that owns the integration/],
    [404, /404: no \(GET http.*\/integrations\/7\)\. Check integrationId/],
    [409, /Somebody else is changing/],
    [500, /problem of its own: run again later/],
    [502, /problem of its own/],
    [302, /Redirects are not followed.*check sendcloud:baseUrl/],
  ];
  for (const [status, expected] of advice) {
    it(`says what to do about a ${status}`, async () => {
      const error = await said(
        answering(status, "<h1>no</h1>", { location: "https://elsewhere.example/token-9" }),
      );
      assert.ok(error instanceof ApiError && error.status === status);
      assert.match(error.message, expected);
    });
  }

  for (const [status, requests] of [
    [502, 5],
    [503, 5],
    [504, 5],
    [500, 1],
    [400, 1],
    [403, 1],
    [404, 1],
  ] as const) {
    it(`asks ${requests === 1 ? "once" : `${requests} times`} where the answer is ${status}`, async () => {
      await said(answering(status, "no"));
      assert.equal(emulator.requests.length, requests);
    });
  }

  it("sends a PATCH again whose answer was lost, and the shop ends up as declared", async () => {
    let losses = 2;
    emulator.intercept((_request, response) => {
      if (losses-- <= 0) return false;
      response.destroy();
      return true;
    });
    await client.patch(7, { shopName: "Kept" });
    assert.equal(emulator.requests.length, 3);
    assert.equal(emulator.integration(7)?.shop_name, "Kept");
  });

  it("does not ask an address again that refuses connections", async () => {
    const closed = createServer();
    const port = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    await assert.rejects(
      open({}, `http://127.0.0.1:${port}`).get(7),
      /no response from Sendcloud: connect ECONNREFUSED/,
    );
    assert.deepEqual(waits, []);
  });

  it("waits as long as a 429 asks, all calls together, and says so once", async () => {
    const told: string[] = [];
    const sleepers: (() => void)[] = [];
    let together = 0;
    const patient = open({
      tell: (line) => told.push(line),
      clock: {
        now: () => together,
        sleep: (milliseconds) =>
          new Promise((wake) => {
            if (sleepers.push(wake) < 3) return;
            together += milliseconds;
            for (const sleeper of sleepers) sleeper();
          }),
      },
    });
    let refusals = 3;
    emulator.intercept((_request, response) => {
      if (refusals-- <= 0) return false;
      response.writeHead(429, { "retry-after": "17" }).end();
      return true;
    });
    await Promise.all([patient.get(7), patient.get(7), patient.get(7)]);
    assert.equal(emulator.requests.length, 6);
    assert.equal(together, 17_000);
    assert.deepEqual(told, ["Sendcloud's rate limit is reached: waiting 17 s, then going on"]);
  });

  it("gives up on a 429 after two minutes, and says when to come back", async () => {
    const before = time;
    const error = await said(
      answering(429, { errors: [{ detail: "Too many requests" }] }, { "retry-after": "50" }),
    );
    assert.match(error.message, /Too many requests.*rate limit is reached: run again in a minute/);
    assert.equal(time - before, 100_000);
  });

  it("goes through the proxy of the environment, and shows it no key", async () => {
    const seen: string[] = [];
    const proxy = createServer().on("connect", (request: IncomingMessage, socket: Socket) => {
      seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
      socket.end("HTTP/1.1 502 No\r\n\r\n");
    });
    const port = await listening(proxy);
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
    try {
      await assert.rejects(open({}, "https://sendcloud.invalid/api/v3").get(7), ConnectionError);
    } finally {
      delete process.env.HTTPS_PROXY;
      await new Promise((resolve) => proxy.close(resolve));
    }
    assert.match(seen.join(), /^sendcloud\.invalid:443 /);
    assert.doesNotMatch(seen.join(), /authorization/i);
  });

  it("never shows a key that the answer repeats", async () => {
    const basic = Buffer.from(`${emulator.publicKey}:${secretKey}`).toString("base64");
    const error = await said(
      answering(400, { errors: [{ detail: `bad ${secretKey} or ${basic}` }] }),
    );
    assert.match(error.message, /bad \[secret\] or \[secret\]/);
  });

  it("says how often it tried a connection that breaks", async () => {
    const broken: Interceptor = (_request, response) => {
      response.destroy();
      return true;
    };
    const patched = await said(broken, () => client.patch(7, { shopName: "x" }));
    assert.ok(patched instanceof ConnectionError);
    assert.match(
      patched.message,
      /no response from Sendcloud after 5 attempts: .*\(PATCH http.*\/integrations\/7\)/,
    );
  });

  it("gives up on an answer that does not come, or does not end", async () => {
    const hasty = open({ timeOuts: { connect: 1000, response: 100 } });
    const silent = await said(
      () => true,
      () => hasty.get(7),
    );
    assert.match(silent.message, /Headers Timeout/);
    const stalled: Interceptor = (_request, response) => response.writeHead(200).write("{") || true;
    assert.match((await said(stalled, () => hasty.get(7))).message, /Body Timeout/);
  });

  it("gives up on an answer of absurd size", async () => {
    const error = await said(answering(200, "x".repeat(65 * 1024 * 1024)));
    assert.match(error.message, /the response is larger than 64 MB/);
  });

  it("asks for no compression, and names an answer that is compressed all the same", async () => {
    const zipped = gzipSync(JSON.stringify({ data: emulator.integration(7) }));
    const accepted: unknown[] = [];
    const compressed: Interceptor = (_request, response) => {
      accepted.push(response.req.headers["accept-encoding"]);
      return Boolean(response.writeHead(200, { "content-encoding": "gzip" }).end(zipped));
    };
    for (const call of [() => client.get(7), () => client.patch(7, { shopName: "x" })]) {
      const error = await said(compressed, call);
      assert.ok(error instanceof ConnectionError && error.mayHaveArrived);
      assert.match(
        error.message,
        /is compressed \(gzip\), .*a proxy on the way may do it \((GET|PATCH) /,
      );
    }
    assert.deepEqual(accepted, ["identity", "identity"]);
  });

  it("refuses an answer that is no integration", async () => {
    const error = await said(answering(200, { data: { id: "seven", type: "api" } }));
    assert.ok(error instanceof ResponseError);
    assert.match(
      error.message,
      /is not an integration as the API documents it: data\.id is missing, .* \(GET/,
    );
    assert.match((await said(answering(200, "<html>"))).message, /it is not JSON/);
  });

  it("refuses the answer about another integration", async () => {
    const other = { ...emulator.integration(7), id: 8 };
    assert.match((await said(answering(200, { data: other }))).message, /data\.id is 8, not 7/);
  });

  it("does not follow a redirect with the keys", async () => {
    let visits = 0;
    const elsewhere: Server = createServer((_request, response) => {
      visits++;
      response.end();
    });
    const port = await listening(elsewhere);
    await said(answering(307, "", { location: `http://127.0.0.1:${port}/` }));
    assert.equal(visits, 0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});
