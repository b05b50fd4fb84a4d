/** An emulator of Sendcloud's integrations API on a loopback port, which keeps changes in memory. The entry point "pulumi-sendcloud/emulator". */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answer, type ApiResponse, type Store, type StoredIntegration } from "./api";
import { complete, type Seed } from "./seed";
import { grant } from "./token";

export type { Seed, StoredIntegration };

/** A request that arrived. Authorization is never recorded. */
export interface RecordedRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`. */
  path: string;
  /** The parsed body; `undefined` where there was none, or where it is a request for a token. */
  body: unknown;
  userAgent: string;
  /** The status answered; `undefined` while the answer is pending, or where an interceptor broke the connection. */
  status: number | undefined;
}

/**
 * Sees a request before the API does. Returns `true` where it has handled it; `false` where the API shall answer as usual;
 * `"lose"` where the API shall do what is asked, but the connection breaks before the answer.
 */
export type Interceptor = (request: RecordedRequest, response: ServerResponse) => boolean | "lose";

/** How to start an emulator. */
export interface EmulatorOptions {
  /** Integrations to start with; a missing field gets what a new integration has. */
  seed?: readonly Seed[];
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Keys it accepts: `emulator-public` and `emulator-secret` unless given. */
  publicKey?: string;
  secretKey?: string;
  /** OAuth2 client that gets tokens: `emulator-client` and `emulator-client-secret` unless given. */
  clientId?: string;
  clientSecret?: string;
  /** How long an access token is valid, in seconds; 3600 unless given. */
  tokenLifetime?: number;
  /** Whether what is stored is normalised: URLs as browsers write them, carriers sorted and in lower case. */
  normalizes?: boolean;
  /** How many integrations a page of the list has; all unless given. */
  pageSize?: number;
  /** The user id of the account, as `GET /user/auth/metadata` tells it; 1 unless given. */
  userId?: number;
  /** What joint rules look at, `merged` by default: the body merged with what is stored, or the `body` alone. */
  rules?: Store["rules"];
  /** Sees every request first: for injecting faults. */
  intercept?: Interceptor;
}

/** A running emulator. */
export interface Emulator {
  /** Base URL to configure as `sendcloud:baseUrl`. */
  readonly url: string;
  /** Address to configure as `sendcloud:tokenUrl`. */
  readonly tokenUrl: string;
  readonly publicKey: string;
  readonly secretKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Every request since the start or the last reset, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** A copy of an integration as it is now, or `undefined`. */
  integration(id: number): StoredIntegration | undefined;
  /** Changes an integration the way somebody does in the panel: no request is recorded. */
  edit(id: number, change: Partial<StoredIntegration>): void;
  /** Deletes an integration the way somebody does in the panel. */
  remove(id: number): void;
  /** From now on only this secret key is accepted, as after a rotation. */
  rotate(secretKey: string): void;
  /** Makes every access token invalid. */
  revokeTokens(): void;
  /** Replaces the interceptor; without an argument there is none. */
  intercept(interceptor?: Interceptor): void;
  /** Back to the seed and the first keys, with no requests recorded and no interceptor but the first. */
  reset(): void;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

const basePath = "/api/v3";
const tokenPath = "/oauth2/token";

/** Starts an emulator on the loopback interface. Rejects where the port is taken or the seed is not valid. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { seed = [], port = 0, publicKey = "emulator-public", secretKey = "emulator-secret", rules = "merged" } = options;
  const { clientId = "emulator-client", clientSecret = "emulator-client-secret", tokenLifetime: lifetime = 3600 } = options;
  const { normalizes = false, pageSize = Infinity, userId = 1 } = options;
  const store: Store = {
    integrations: sown(seed),
    keys: { publicKey, secretKey },
    rules,
    normalizes,
    pageSize,
    userId,
    tokens: new Map(),
    now: () => new Date(),
  };
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
    const forToken = pathname.replace(/\/$/, "") === tokenPath;
    const recorded: RecordedRequest = {
      method,
      path,
      body: forToken ? undefined : parsed(body),
      userAgent: incoming.headers["user-agent"] ?? "",
      status: undefined,
    };
    requests.push(recorded);
    response.once("finish", () => (recorded.status = response.statusCode));
    const handled = interceptor?.(recorded, response) ?? false;
    if (handled === true) return;
    const authorization = incoming.headers.authorization ?? "";
    const answered =
      method === "POST" && forToken
        ? grant(body, authorization, { clientId, clientSecret, lifetime }, store)
        : answer({ method, path: path === pathname ? "" : path, query: searchParams, body, authorization }, store);
    if (handled === "lose") response.destroy();
    else send(response, answered);
  }

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const listening = typeof address === "object" && address !== null ? address.port : port;
  const origin = `http://127.0.0.1:${listening}`;

  return {
    url: `${origin}${basePath}`,
    tokenUrl: `${origin}${tokenPath}`,
    publicKey,
    secretKey,
    clientId,
    clientSecret,
    requests,
    integration: (id) => structuredClone(store.integrations.get(id)),
    edit(id, change) {
      const integration = store.integrations.get(id);
      if (integration === undefined) throw new Error(`the emulator has no integration ${id}`);
      Object.assign(integration, change, { updated_at: store.now().toISOString() });
    },
    remove: (id) => void store.integrations.delete(id),
    rotate: (next) => void (store.keys = { publicKey, secretKey: next }),
    revokeTokens: () => store.tokens.clear(),
    intercept: (next) => (interceptor = next),
    reset() {
      store.integrations = sown(seed);
      store.keys = { publicKey, secretKey };
      store.tokens.clear();
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

function send(response: ServerResponse, { status, body, next }: ApiResponse): void {
  if (next !== undefined) response.setHeader("link", `<http://${response.req.headers.host}${basePath}${next}>; rel="next"`);
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
