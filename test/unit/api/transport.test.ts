/** Proxies, and answers that are cut off or odd: over real sockets, through the client. */
import assert from "node:assert/strict";
import { createServer as createProxy, type IncomingMessage } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import type { Client, ClientOptions } from "../../../provider/src/api/client";
import { defaultRetryPolicy } from "../../../provider/src/api/retry";
import { createTransport, defaultTimeOuts } from "../../../provider/src/api/transport";
import { ConfigurationError, ConnectionError } from "../../../provider/src/errors";
import { failure, listening, seven, testServer } from "./server";

/** Servers of one test, which close at its end. */
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((one) => one.close()));

const unanswered = (call: Promise<unknown>): Promise<ConnectionError> =>
  failure(call, ConnectionError);
const written = (client: Client): ReturnType<Client["patch"]> => client.patch(7, { shopName: "x" });

describe("behind a proxy", () => {
  const server = testServer();
  const hostless = { baseUrl: "https://panel.sendcloud.invalid/api/v3" };
  const seen: string[] = [];

  /** Where a proxy listens that does so with each CONNECT. */
  async function proxy(answer: (socket: Socket) => unknown): Promise<string> {
    seen.length = 0;
    const sockets: Socket[] = [];
    const listener = createProxy().on("connect", (request: IncomingMessage, socket: Socket) => {
      seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
      sockets.push(socket.on("error", () => {}));
      answer(socket);
    });
    servers.push(listener.on("close", () => sockets.forEach((socket) => socket.destroy())));
    return `127.0.0.1:${await listening(listener)}`;
  }
  const refusing = (status: number) => (socket: Socket) =>
    void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
  const timeOuts = { connect: 100, response: 100 };
  const behind = (environment: NodeJS.ProcessEnv, options: ClientOptions = {}): Client =>
    server.client(hostless, { environment, timeOuts, ...options });

  const tunnel = "HTTP/1.1 200 OK\r\n\r\n";
  const refused = "the proxy of HTTPS_PROXY: it refused the tunnel with status";
  const noTls = /does not speak https: check sendcloud:baseUrl, and the proxy/;
  const broken = /after 5 attempts: Client network socket disconnected/;
  const inHandshake = (socket: Socket): unknown =>
    socket.once("data", () => socket.destroy()).write(tunnel);
  type Row = [title: string, answer: (socket: Socket) => unknown, times: number, says: RegExp];
  const refusals: Row[] = [
    ["a 407", refusing(407), 1, RegExp(`${refused} 407 .*Check the proxy`)],
    ["a 502", refusing(502), 5, RegExp(`after 5 attempts: ${refused} 502 `)],
    ["no answer", (socket) => socket.destroy(), 5, /the proxy of HTTPS_PROXY: /],
    ["no TLS", (socket) => socket.write(`${tunnel}HTTP/1.1 400 No\r\n\r\n`), 1, noTls],
    ["half a TLS handshake", inHandshake, 5, broken],
  ];
  for (const [title, answer, times, says] of refusals) {
    it(`a tunnel with ${title} carries no request, and is tried ${times} times`, async () => {
      const HTTPS_PROXY = `http://${await proxy(answer)}`;
      const error = await unanswered(written(behind({ HTTPS_PROXY })));
      assert.match(error.message, says);
      assert.equal(error.mayHaveArrived, false);
      assert.equal(seen.length, times);
      assert.doesNotMatch(seen.join(), /canary|authorization/i);
    });
  }

  it("a proxy that never answers is given up in bounded time, of reads, writes and tokens", async () => {
    const environment = { HTTPS_PROXY: `http://${await proxy(() => {})}` };
    const retryPolicy = { ...defaultRetryPolicy, deadline: 1 };
    const hasty = { timeOuts: defaultTimeOuts, retryPolicy, environment };
    const tokenUrl = "https://account.sendcloud.invalid/oauth2/token";
    const credentials = { kind: "client", clientId: "i", clientSecret: "s", tokenUrl } as const;
    const client = server.client(hostless, hasty);
    const oauth = server.client({ ...hostless, credentials }, hasty);
    const began = Date.now();
    for (const call of [client.get(7), written(client), oauth.get(7)])
      assert.equal((await unanswered(call)).mayHaveArrived, false);
    assert.ok(Date.now() - began < 10_000);
  });

  it("a request that was given up is not sent once the tunnel opens", async () => {
    const waiting: Socket[] = [];
    const HTTPS_PROXY = await proxy((socket) => waiting.push(socket));
    const transport = createTransport(1, defaultTimeOuts, { HTTPS_PROXY });
    const url = "https://panel.sendcloud.invalid/";
    const answer = await transport.send({ method: "GET", url, headers: {} }, 200);
    assert.ok("sent" in answer && !answer.sent);
    await transport.close();
    assert.equal(waiting.length, 1);
    for (const socket of waiting) assert.ok(socket.bytesRead < 400);
  });

  it("NO_PROXY covers a host by its domain, whatever its letters", async () => {
    const HTTPS_PROXY = `http://${await proxy(refusing(407))}`;
    const covers = ["sendcloud.invalid", ".sendcloud.invalid", "*", "PANEL.SENDCLOUD.INVALID"];
    for (const NO_PROXY of covers) {
      const { message } = await unanswered(behind({ HTTPS_PROXY, NO_PROXY }).get(7));
      assert.match(message, /ENOTFOUND|EAI_AGAIN/, NO_PROXY);
    }
    assert.deepEqual(seen, []);
  });

  const nobody = "http://127.0.0.1:1";
  const variables: [name: string, others: NodeJS.ProcessEnv, scheme?: string][] = [
    ["HTTPS_PROXY", {}],
    ["https_proxy", { HTTPS_PROXY: nobody }],
    ["ALL_PROXY", { HTTPS_PROXY: "" }, "http://"],
    ["HTTPS_PROXY", { npm_config_https_proxy: nobody }],
    ["HTTPS_PROXY", { NO_PROXY: "cloud.invalid" }],
  ];
  for (const [name, others, scheme = ""] of variables) {
    it(`${name} is used, beside ${JSON.stringify(others)}`, async () => {
      const address = scheme + (await proxy(refusing(407)));
      const { message } = await unanswered(behind({ [name]: address, ...others }).get(7));
      assert.match(message, RegExp(`the proxy of ${name}: `));
      assert.match(seen.join(), /^panel\.sendcloud\.invalid:443 /);
    });
  }

  it("the environment of the process is used, and Node.js prints no warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    process.env.https_proxy = await proxy(refusing(407));
    const { message } = await unanswered(server.client(hostless).get(7));
    delete process.env.https_proxy;
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    assert.match(message, /the proxy of https_proxy: /);
    assert.deepEqual(warnings, []);
  });

  for (const wrong of [
    "http://user:canary@",
    "http://user:can#ary@proxy.invalid:3128",
    "http://user:can%ary@proxy.invalid:3128",
    "http://user:12/canary@proxy.invalid:3128",
    "http://user:canary@proxy.invalid:port",
    "ftp://user:canary@proxy.invalid",
    "a proxy",
  ]) {
    it(`${wrong} is refused, and the variable alone is named`, async () => {
      const error = await failure(behind({ HTTPS_PROXY: wrong }).get(7), ConfigurationError);
      assert.match(error.message, /^HTTPS_PROXY in the environment must be the URL of a proxy/);
      assert.doesNotMatch(error.message + String(error.cause), /can.?ary/);
    });
  }

  it("plain http, which is for loopback alone, goes direct, whatever the proxy", async () => {
    const client = server.client({}, { environment: { HTTPS_PROXY: "a proxy" } });
    assert.equal((await client.get(7))?.id, 7);
  });
});

describe("a raw answer", () => {
  const server = testServer();
  const whole = JSON.stringify({ data: seven });
  const head = (...lines: string[]): string => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");
  const half = `{"data":{"id":7,"shop_`;
  let asked = 0;

  /** A client of a server that answers with these bytes, then closes the connection unless it is kept. */
  async function answeredBy(bytes: string, kept = false, scheme = "http"): Promise<Client> {
    asked = 0;
    const raw = createServer((socket) => {
      const answer = (): unknown => (asked++, kept ? socket.write(bytes) : socket.end(bytes));
      socket.on("error", () => {}).on("data", answer);
      raw.on("close", () => socket.destroy());
    });
    servers.push(raw);
    return server.client({ baseUrl: `${scheme}://127.0.0.1:${await listening(raw)}/api/v3` });
  }

  const [chunked, closing] = ["transfer-encoding: chunked", "connection: close"];
  const again = /no response from Sendcloud after 5 attempts: /;
  const zipped = /is compressed \(gzip\), .*a proxy on the way may do it \((GET|PATCH) /;
  const cuts: [title: string, bytes: string, times: number, says: RegExp][] = [
    ["its length said otherwise", head("content-length: 500") + half, 5, again],
    ["a chunk is missing", `${head(chunked)}16\r\n${half}\r\n`, 5, again],
    ["its last chunk is missing", `${head(closing, chunked)}16\r\n${half}\r\n`, 5, again],
    ["nothing says its length", head() + half, 5, again],
    ["it breaks in its headers", "HTTP/1.1 200 OK\r\ncontent-le", 5, again],
    ["it is compressed", `${head("content-encoding: gzip")}${whole}`, 1, zipped],
  ];
  for (const [title, bytes, times, says] of cuts) {
    it(`is asked for ${times} times where ${title}`, async () => {
      for (const call of [(client: Client) => client.get(7), written]) {
        const error = await unanswered(call(await answeredBy(bytes)));
        assert.match(error.message, says);
        assert.equal(error.mayHaveArrived, true);
        assert.equal(asked, times);
      }
    });
  }

  it("is read where nothing says its length, but it is whole", async () =>
    assert.equal((await (await answeredBy(head() + whole)).get(7))?.id, 7));

  it("is read after early hints", async () => {
    const hints = "HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n";
    const bytes = `${hints}${head(`content-length: ${whole.length}`)}${whole}`;
    assert.equal((await (await answeredBy(bytes, true)).get(7))?.id, 7);
  });

  it("without TLS, where https was asked for, means that nothing was sent", async () => {
    const client = await answeredBy("HTTP/1.1 400 Bad Request\r\n\r\n", false, "https");
    const error = await unanswered(written(client));
    assert.match(error.message, /does not speak https: check sendcloud:baseUrl/);
    assert.equal(error.mayHaveArrived, false);
  });
});
