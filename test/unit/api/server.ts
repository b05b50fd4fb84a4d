/** A server of a test's own on a loopback port, and clients of it: each test says how the server answers. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Configuration } from "../../../provider/src/config/config";
import { type Client, type ClientOptions, createClient } from "../../../provider/src/api/client";

/** How a server answers: anything it likes. */
export type Answer = (
  response: ServerResponse,
  request: { method: string; url: string; body: string; count: number },
) => void;

/** A running server. */
export interface TestServer {
  /** Base URL of the API. */
  readonly url: string;
  readonly origin: string;
  /** Method and path of each request, in order of arrival. */
  readonly requests: string[];
  /** From now on it answers so, and no request was seen. */
  answers(answer: Answer): void;
  /** A client of it, that waits for nothing. Lines that it tells are added to `told`. */
  client(configuration?: Partial<Configuration>, options?: ClientOptions): Client;
  readonly told: string[];
  close(): Promise<void>;
}

/** The integration that most tests ask for. */
export const seven = { id: 7, shop_name: "Seven", webhook_active: false };

/** Answers with JSON, or with text as it is. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string | string[]> = {}): Answer =>
  (response) =>
    void response
      .writeHead(status, headers)
      .end(typeof body === "string" ? body : JSON.stringify(body));

/** A clock whose sleepers wake at once, later. */
export function hastyClock(): {
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
} {
  let now = Date.parse("2026-01-01T00:00:00Z");
  return {
    now: () => now,
    sleep(milliseconds) {
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

export const keys = {
  kind: "keys",
  publicKey: "public-of-a-test",
  secretKey: "canary-secret",
} as const;

/** Starts a server that has integration 7 and no other. */
export async function startServer(): Promise<TestServer> {
  let answer: Answer = json({ data: seven });
  const requests: string[] = [];
  const told: string[] = [];
  const clients: Client[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      const [method = "", url = ""] = [request.method, request.url];
      requests.push(`${method} ${url}`);
      answer(response, { method, url, body, count: requests.length });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const url = `${origin}/api/v3`;
  return {
    url,
    origin,
    requests,
    told,
    answers(next) {
      answer = next;
      requests.length = 0;
      told.length = 0;
    },
    client(configuration, options) {
      const client = createClient(
        {
          baseUrl: url,
          credentials: keys,
          from,
          ...configuration,
        },
        { clock: hastyClock(), tell: (line) => void told.push(line), ...options },
      );
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
