/** A server of a test's own on a loopback port, and clients of it: each test says how the server answers. */
import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Server } from "node:net";
import { text } from "node:stream/consumers";
import type { Configuration } from "../../../provider/src/config/config";
import { type Client, type ClientOptions, createClient } from "../../../provider/src/api/client";

interface Request {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Which request it is since the server was told how to answer. */
  count: number;
}

/** How a server answers: anything it likes. */
export type Answer = (response: ServerResponse, request: Request) => void;

/** The integration that most tests ask for. */
export const seven = { id: 7, shop_name: "Seven", webhook_active: false };

/** Answers with JSON, or with text as it is. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string | string[]> = {}): Answer =>
  (response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, headers).end(text);
  };

/** Answers the first request in one way, and all others in another. */
export function firstly(first: Answer, then: Answer): Answer {
  return (response, request) => (request.count === 1 ? first : then)(response, request);
}

/** Answers requests for a token in one way, and others in another. */
export function tokens(token: Answer, other: Answer = json({ data: seven })): Answer {
  return (response, request) => (request.method === "POST" ? token : other)(response, request);
}

/** Breaks the connection. */
export const lost: Answer = (response) => void response.destroy();

/** A clock whose sleepers wake at once, later. */
export function hastyClock() {
  let now = Date.parse("2026-01-01T00:00:00Z");
  return {
    now: () => now,
    sleep(milliseconds: number) {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

/** Where the values of a test's configuration came from. */
export const from = {
  credentials: "sendcloud:publicKey and sendcloud:secretKey",
  baseUrl: "sendcloud:baseUrl",
  tokenUrl: "sendcloud:tokenUrl",
  reads: "sendcloud:readsPerMinute",
  writes: "sendcloud:writesPerMinute",
};

const [publicKey, secretKey] = ["public-of-a-test", "canary-secret"];
export const keys = { kind: "keys", publicKey, secretKey } as const;

/** The error of this kind that a call must end with. */
export async function failure<Kind extends Error>(
  call: Promise<unknown>,
  kind: abstract new (...args: never[]) => Kind,
): Promise<Kind> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof kind, String(error));
  return error;
}

/** Listens on a free loopback port, which it resolves with. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

/** A server for the tests of a `describe`, which has integration 7 until it is told to answer otherwise. */
export function testServer() {
  let answer: Answer = json({ data: seven });
  let origin = "";
  /** Method and path of each request, in order of arrival. */
  const requests: string[] = [];
  /** The lines that its clients told. */
  const told: string[] = [];
  const clients: Client[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "", headers } = request;
      requests.push(`${method} ${url}`);
      answer(response, { method, url, headers, body, count: requests.length });
    });
  });
  before(async () => {
    origin = `http://127.0.0.1:${await listening(server)}`;
  });
  after(async () => {
    await Promise.all(clients.map((client) => client.close()));
    server.close().closeAllConnections();
  });
  return {
    origin: () => origin,
    requests,
    told,
    /** From now on it answers so, and no request was seen. */
    answers(next: Answer) {
      answer = next;
      requests.length = told.length = 0;
    },
    /** A client that waits for nothing. */
    client(configuration: Partial<Configuration> = {}, options: ClientOptions = {}): Client {
      const configured = { baseUrl: `${origin}/api/v3`, credentials: keys, from, ...configuration };
      const tell = (line: string): void => void told.push(line);
      const client = createClient(configured, { clock: hastyClock(), tell, ...options });
      clients.push(client);
      return client;
    },
  };
}
