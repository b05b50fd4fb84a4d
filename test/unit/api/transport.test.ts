/** Proxies, and answers that are cut off or odd: over real sockets, through the client. */
import assert from "node:assert/strict";
import { createServer as createProxy, type IncomingMessage } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import type { Client, ClientOptions } from "../../../provider/src/api/client";
import { defaultRetryPolicy } from "../../../provider/src/api/retry";
import { createTransport, defaultTimeOuts } from "../../../provider/src/api/transport";
import { ConfigurationError, ConnectionError } from "../../../provider/src/errors";
import { seven, startServer, type TestServer } from "./server";

/** Listens on a free loopback port, which it resolves with; closes at the end of the test. */
const servers: Server[] = [];
async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

/** The error of a call that must fail for want of a response. */
async function unanswered(call: Promise<unknown>): Promise<ConnectionError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ConnectionError, String(error));
  return error;
}

describe("the transport", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  afterEach(() => {
    for (const one of servers.splice(0)) one.close();
  });
  after(() => server.close());

  describe("behind a proxy", () => {
    /** What the proxy does with each CONNECT. */
    async function proxy(
      answer: (socket: Socket) => void,
    ): Promise<{ port: number; seen: string[] }> {
      const seen: string[] = [];
      const sockets: Socket[] = [];
      const listener = createProxy().on("connect", (request: IncomingMessage, socket: Socket) => {
        seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
        sockets.push(socket.on("error", () => {}));
        answer(socket);
      });
      listener.on("close", () => sockets.forEach((socket) => socket.destroy()));
      return { port: await listening(listener), seen };
    }
    const hostless = { baseUrl: "https://panel.sendcloud.invalid/api/v3" };
    const timeOuts = { connect: 100, response: 100 };
    const behind = (environment: NodeJS.ProcessEnv, options: ClientOptions = {}): Client =>
      server.client(hostless, { environment, timeOuts, ...options });

    const refusals: [
      title: string,
      answer: (socket: Socket) => void,
      times: number,
      says: RegExp,
    ][] = [
      ...[407, 403, 404].map((code): (typeof refusals)[number] => [
        `a tunnel refused with ${code}`,
        (socket) => socket.end(`HTTP/1.1 ${code} No\r\n\r\n`),
        1,
        new RegExp(
          `the proxy of HTTPS_PROXY: it refused the tunnel with status ${code} .*Check the proxy`,
        ),
      ]),
      ...[502, 503].map((code): (typeof refusals)[number] => [
        `a tunnel refused with ${code}`,
        (socket) => socket.end(`HTTP/1.1 ${code} No\r\n\r\n`),
        5,
        new RegExp(
          `after 5 attempts: the proxy of HTTPS_PROXY: it refused the tunnel with status ${code} `,
        ),
      ]),
      ["a proxy that hangs up", (socket) => socket.destroy(), 5, /the proxy of HTTPS_PROXY: /],
      [
        "a tunnel to something without TLS",
        (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 No\r\n\r\n"),
        1,
        /does not speak https: check sendcloud:baseUrl, and the proxy/,
      ],
      [
        "a tunnel that breaks in the TLS handshake",
        (socket) => {
          socket.write("HTTP/1.1 200 OK\r\n\r\n");
          socket.once("data", () => socket.destroy());
        },
        5,
        /after 5 attempts: Client network socket disconnected/,
      ],
    ];
    for (const [title, answer, times, says] of refusals) {
      it(`${title} carries no request, and is tried ${times === 1 ? "once" : `${times} times`}`, async () => {
        const { port, seen } = await proxy(answer);
        const client = behind({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
        const error = await unanswered(client.patch(7, { shopName: "x" }));
        assert.match(error.message, says);
        assert.equal(error.mayHaveArrived, false);
        assert.equal(seen.length, times);
        assert.doesNotMatch(seen.join(), /canary|authorization/i);
      });
    }

    it("a proxy that never answers is given up in bounded time, of reads, writes and tokens", async () => {
      const { port } = await proxy(() => {});
      const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
      const hasty = {
        timeOuts: defaultTimeOuts,
        retryPolicy: { ...defaultRetryPolicy, deadline: 1 },
      };
      const tokenUrl = "https://account.sendcloud.invalid/oauth2/token";
      const oauth = server.client(
        {
          ...hostless,
          credentials: { kind: "client", clientId: "i", clientSecret: "s", tokenUrl },
        },
        { environment, ...hasty },
      );
      const began = Date.now();
      for (const call of [
        () => behind(environment, hasty).get(7),
        () => behind(environment, hasty).patch(7, { shopName: "x" }),
        () => oauth.get(7),
      ])
        assert.equal((await unanswered(call())).mayHaveArrived, false);
      assert.ok(Date.now() - began < 10_000);
    });

    it("a request that was given up is not sent once the tunnel opens", async () => {
      const waiting: Socket[] = [];
      const { port } = await proxy((socket) => waiting.push(socket));
      const transport = createTransport(1, defaultTimeOuts, { HTTPS_PROXY: `127.0.0.1:${port}` });
      const url = "https://panel.sendcloud.invalid/";
      const answer = await transport.send({ method: "GET", url, headers: {} }, 200);
      assert.ok("sent" in answer && !answer.sent);
      await transport.close();
      for (const socket of waiting) assert.ok(socket.bytesRead < 400);
    });

    for (const covers of [
      "sendcloud.invalid",
      ".sendcloud.invalid",
      "*",
      "PANEL.SENDCLOUD.INVALID",
    ]) {
      it(`NO_PROXY=${covers} covers panel.sendcloud.invalid`, async () => {
        const { port, seen } = await proxy((socket) => socket.end("HTTP/1.1 407 No\r\n\r\n"));
        const client = behind({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: covers });
        assert.match((await unanswered(client.get(7))).message, /ENOTFOUND|EAI_AGAIN/);
        assert.deepEqual(seen, []);
      });
    }

    const variables: [
      title: string,
      environment: (proxy: string) => NodeJS.ProcessEnv,
      name: string,
    ][] = [
      ["HTTPS_PROXY without a scheme", (at) => ({ HTTPS_PROXY: at }), "HTTPS_PROXY"],
      [
        "https_proxy before HTTPS_PROXY",
        (at) => ({ https_proxy: at, HTTPS_PROXY: "http://127.0.0.1:1" }),
        "https_proxy",
      ],
      ["ALL_PROXY", (at) => ({ ALL_PROXY: `http://${at}`, HTTPS_PROXY: "" }), "ALL_PROXY"],
      [
        "HTTPS_PROXY before npm's own",
        (at) => ({ HTTPS_PROXY: at, npm_config_https_proxy: "http://127.0.0.1:1" }),
        "HTTPS_PROXY",
      ],
      [
        "HTTPS_PROXY where NO_PROXY names another host",
        (at) => ({ HTTPS_PROXY: at, NO_PROXY: "cloud.invalid" }),
        "HTTPS_PROXY",
      ],
    ];
    for (const [title, environment, name] of variables) {
      it(`uses ${title}`, async () => {
        const { port, seen } = await proxy((socket) => socket.end("HTTP/1.1 407 No\r\n\r\n"));
        const error = await unanswered(behind(environment(`127.0.0.1:${port}`)).get(7));
        assert.match(error.message, new RegExp(`the proxy of ${name}: `));
        assert.match(seen.join(), /^panel\.sendcloud\.invalid:443 /);
      });
    }

    for (const wrong of [
      "http://user:canary@",
      "http://user:can#ary@proxy.invalid:3128",
      "http://user:can%ary@proxy.invalid:3128",
      "http://user:12/canary@proxy.invalid:3128",
      "http://user:canary@proxy.invalid:port",
      "ftp://user:canary@proxy.invalid",
      "a proxy",
    ]) {
      it(`refuses ${wrong}, and names the variable alone`, async () => {
        await assert.rejects(behind({ HTTPS_PROXY: wrong }).get(7), (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, /^HTTPS_PROXY in the environment must be the URL of a proxy/);
          assert.doesNotMatch(error.message + String(error.cause), /can.?ary/);
          return true;
        });
      });
    }

    it("plain http, which is for loopback alone, goes direct, whatever the proxy", async () =>
      assert.equal(
        (await server.client({}, { environment: { HTTPS_PROXY: "a proxy" } }).get(7))?.id,
        7,
      ));

    it("makes Node.js print no warning", async () => {
      const warnings: Error[] = [];
      const note = (warning: Error): void => void warnings.push(warning);
      process.on("warning", note);
      const { port } = await proxy((socket) => socket.end("HTTP/1.1 407 No\r\n\r\n"));
      await unanswered(behind({ HTTPS_PROXY: `http://127.0.0.1:${port}` }).get(7));
      await new Promise((resolve) => setImmediate(resolve));
      process.off("warning", note);
      assert.deepEqual(warnings, []);
    });
  });

  describe("with a raw answer", () => {
    const whole = JSON.stringify({ data: seven });
    const head = (...lines: string[]): string => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");
    const half = `{"data":{"id":7,"shop_`;
    let asked = 0;

    /** A client of a server that answers with these bytes, then closes the connection unless it is kept. */
    async function answeredBy(bytes: string, kept = false): Promise<Client> {
      asked = 0;
      const raw = createServer((socket) => {
        socket
          .on("error", () => {})
          .on("data", () => {
            asked++;
            socket.write(bytes);
            if (!kept) socket.end();
          });
        raw.on("close", () => socket.destroy());
      });
      return server.client({ baseUrl: `http://127.0.0.1:${await listening(raw)}/api/v3` });
    }

    const cuts: [title: string, bytes: string][] = [
      ["its length said otherwise", head("content-length: 500") + half],
      [
        "its length said otherwise, on a closing connection",
        head("connection: close", "content-length: 500") + half,
      ],
      ["its last chunk is missing", `${head("transfer-encoding: chunked")}16\r\n${half}\r\n`],
      [
        "its last chunk is missing, on a closing connection",
        `${head("connection: close", "transfer-encoding: chunked")}16\r\n${half}\r\n`,
      ],
      ["nothing says its length", head() + half],
      ["it breaks in its headers", "HTTP/1.1 200 OK\r\ncontent-le"],
    ];
    for (const [title, bytes] of cuts) {
      it(`sends again where it was cut off: ${title}`, async () => {
        for (const call of [
          (client: Client) => client.get(7),
          (client: Client) => client.patch(7, { shopName: "x" }),
        ]) {
          const error = await unanswered(call(await answeredBy(bytes)));
          assert.match(error.message, /no response from Sendcloud after 5 attempts: /);
          assert.equal(error.mayHaveArrived, true);
          assert.equal(asked, 5);
        }
      });
    }

    it("reads a body whose length nothing says, but which is whole", async () =>
      assert.equal((await (await answeredBy(head() + whole)).get(7))?.id, 7));

    it("takes a 204 with a length for what it is", async () => {
      const bytes = "HTTP/1.1 204 No Content\r\ncontent-length: 12\r\n\r\n";
      const client = await answeredBy(bytes, true);
      for (let call = 1; call < 4; call++) {
        assert.equal(await client.patch(7, { shopName: "x" }), undefined);
        assert.equal(asked, call);
      }
    });

    it("reads what follows early hints", async () => {
      const bytes = `HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n${head(`content-length: ${whole.length}`)}${whole}`;
      assert.equal((await (await answeredBy(bytes, true)).get(7))?.id, 7);
    });

    it("does not know what became of a write that is answered by an unasked 100 Continue", async () => {
      const bytes = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n`;
      const error = await unanswered((await answeredBy(bytes, true)).patch(7, { shopName: "x" }));
      assert.equal(error.mayHaveArrived, true);
    });

    it("says that nothing was sent where https meets a plain port", async () => {
      await answeredBy("HTTP/1.1 400 Bad Request\r\n\r\n");
      const address = servers.at(-1)?.address();
      const port = typeof address === "object" ? address?.port : 0;
      const client = server.client({ baseUrl: `https://127.0.0.1:${port}/api/v3` });
      const error = await unanswered(client.patch(7, { shopName: "x" }));
      assert.match(error.message, /does not speak https: check sendcloud:baseUrl/);
      assert.equal(error.mayHaveArrived, false);
    });
  });
});
