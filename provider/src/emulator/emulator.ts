/** A Sendcloud to try things on: the integrations API on a loopback port, with a memory. The entry point "pulumi-sendcloud/emulator". */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type ApiResponse, answer, type Store, type StoredIntegration } from "./api";
import { complete, type Seed } from "./seed";

export type { Seed, StoredIntegration };

/** A request that arrived. Authorization is never recorded. */
export interface RecordedRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`. */
  path: string;
  /** The parsed body; `undefined` where there was none. */
  body: unknown;
  userAgent: string;
  /** The status answered; `undefined` while the answer is pending, or where an interceptor broke the connection. */
  status: number | undefined;
}

/** Handles a request in place of the API. Returns `true` where it did; where it returns `false` the API answers as usual. */
export type Interceptor = (request: RecordedRequest, response: ServerResponse) => boolean;

/** How to start an emulator. */
export interface EmulatorOptions {
  /** Integrations to start with; a missing field gets what a new integration has. */
  seed?: readonly Seed[];
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Keys it accepts: `emulator-public` and `emulator-secret` unless given. */
  publicKey?: string;
  secretKey?: string;
  /** What joint rules look at, `merged` by default: the body merged with what is stored, or the `body` alone. */
  rules?: Store["rules"];
  /** Sees every request first: a place to make faults. */
  intercept?: Interceptor;
}

/** A running emulator. */
export interface Emulator {
  /** Base URL to configure as `sendcloud:baseUrl`. */
  readonly url: string;
  readonly publicKey: string;
  readonly secretKey: string;
  /** Every request since the start or the last reset, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** A copy of an integration as it is now, or `undefined`. */
  integration(id: number): StoredIntegration | undefined;
  /** Changes an integration the way somebody does in the panel: no request is recorded. */
  edit(id: number, change: Partial<StoredIntegration>): void;
  /** Deletes an integration the way somebody does in the panel. */
  remove(id: number): void;
  /** Replaces the interceptor; without an argument there is none. */
  intercept(interceptor?: Interceptor): void;
  /** Back to the seed, with no requests recorded and no interceptor but the first. */
  reset(): void;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

const basePath = "/api/v3";

/** Starts an emulator on the loopback interface. Rejects where the port is taken or the seed is not valid. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { seed = [], port = 0, publicKey = "emulator-public", secretKey = "emulator-secret", rules = "merged" } = options;
  const store: Store = { integrations: sown(seed), keys: { publicKey, secretKey }, rules, now: () => new Date() };
  const requests: RecordedRequest[] = [];
  let interceptor = options.intercept;

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const method = incoming.method ?? "";
    const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname;
    const recorded: RecordedRequest = {
      method,
      path,
      body: parsed(body),
      userAgent: incoming.headers["user-agent"] ?? "",
      status: undefined,
    };
    requests.push(recorded);
    response.once("finish", () => (recorded.status = response.statusCode));
    if (interceptor?.(recorded, response)) return;
    const known = path !== pathname;
    send(response, answer({ method, path: known ? path : "", query: searchParams, body, credentials: credentialsOf(incoming) }, store));
  }

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const listening = typeof address === "object" && address !== null ? address.port : port;

  return {
    url: `http://127.0.0.1:${listening}${basePath}`,
    publicKey,
    secretKey,
    requests,
    integration: (id) => structuredClone(store.integrations.get(id)),
    edit(id, change) {
      const integration = store.integrations.get(id);
      if (integration === undefined) throw new Error(`the emulator has no integration ${id}`);
      Object.assign(integration, change, { updated_at: store.now().toISOString() });
    },
    remove: (id) => void store.integrations.delete(id),
    intercept: (next) => (interceptor = next),
    reset() {
      store.integrations = sown(seed);
      requests.length = 0;
      interceptor = options.intercept;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function sown(seed: readonly Seed[]): Store["integrations"] {
  return new Map(complete(seed).map((integration) => [integration.id, integration]));
}

function send(response: ServerResponse, { status, body }: ApiResponse): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function parsed(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function credentialsOf({ headers }: IncomingMessage): { user: string; password: string } | undefined {
  const basic = /^Basic (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (basic === undefined) return undefined;
  const [user = "", ...password] = Buffer.from(basic, "base64").toString("utf8").split(":");
  return { user, password: password.join(":") };
}
