/** An emulator of Sendcloud's integrations API on a loopback port, which keeps changes in memory. The entry point "pulumi-sendcloud/emulator". */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answerApi } from "./api";
import { type Behaviours, decided } from "./behaviours";
import { answerPanel, isPanel } from "./panel";
import { type Answer, type Interceptor, parsedJson, type RecordedRequest } from "./responses";
import { edit, type Seed, type StoredIntegration } from "./shop";
import { type AccountOptions, createStore, grant, integrationIn, type Store } from "./store";

export type { AccountOptions, Behaviours, Interceptor, RecordedRequest, Seed, StoredIntegration };

/**
 * How to start an emulator. What it does, rather than what it has, is among the {@link Behaviours}. Unless given, the
 * account is 1, its keys are `emulator-public` and `emulator-secret`, and its OAuth2 client is `emulator-client` with
 * `emulator-client-secret`.
 */
export interface EmulatorOptions extends Behaviours, Partial<AccountOptions> {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** More accounts, with keys and integrations of their own. To each, the integrations of others are not there: 404 [documented]. */
  accounts?: readonly AccountOptions[];
  /** Sees every request first, and may answer it: for faults, and for what Sendcloud is only assumed to do. */
  intercept?: Interceptor;
  /** Called with each request to the API once it is answered, or its connection is broken. */
  onRequest?: (request: RecordedRequest) => void;
}

/** A running emulator. */
export interface Emulator extends Readonly<Required<Omit<AccountOptions, "seed">>> {
  /** Base URL to configure as `sendcloud:baseUrl`. */
  readonly url: string;
  /** Address to configure as `sendcloud:tokenUrl`. */
  readonly tokenUrl: string;
  /** Address of the panel: a page for a browser that shows shops and requests, and changes shops. */
  readonly panelUrl: string;
  /** Every request since the start or the last reset, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /** A copy of an integration as it is stored now, or `undefined`. What is not set is empty, however answers spell it. */
  integration(id: number): StoredIntegration | undefined;
  /** Changes an integration the way somebody does in the panel: no request is recorded. `null` is not set, as in a seed. */
  edit(id: number, change: Partial<Seed>): void;
  /** Deletes an integration the way somebody does in the panel. */
  remove(id: number): void;
  /** From now on only this secret key is accepted of an account, the first unless another is given, as after a rotation. The user id stays. */
  rotate(secretKey: string, account?: number): void;
  /** Makes every access token invalid. */
  revokeTokens(): void;
  /** Replaces the interceptor; without an argument there is none. */
  intercept(interceptor?: Interceptor): void;
  /** Behaves otherwise from now on: what is not given stays. */
  behave(change: Behaviours): void;
  /** Back to the seed, the first keys and the first behaviours, with no requests recorded and no interceptor but the first. */
  reset(): void;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

/** Starts an emulator on the loopback interface. Rejects where the port is taken, or the seed or an account is not valid. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { seed = [], port = 0, account = 1, accounts = [] } = options;
  const { publicKey = "emulator-public", secretKey = "emulator-secret" } = options;
  const { clientId = "emulator-client", clientSecret = "emulator-client-secret" } = options;
  const first = { account, publicKey, secretKey, clientId, clientSecret };
  const newStore = (): Store => createStore([{ ...first, seed }, ...accounts], options);
  const served: Served = {
    store: newStore(),
    requests: [],
    interceptor: options.intercept,
    onRequest: options.onRequest,
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response, served).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`;

  return {
    url: `${origin}${basePath}`,
    tokenUrl: `${origin}${tokenPath}`,
    panelUrl: `${origin}/`,
    ...first,
    requests: served.requests,
    integration: (id) => structuredClone(integrationIn(served.store, id)),
    edit(id, change) {
      const integration = integrationIn(served.store, id);
      if (integration === undefined) throw new Error(`the emulator has no integration ${id}`);
      edit(integration, change);
    },
    remove(id) {
      for (const { integrations } of served.store.accounts) integrations.delete(id);
    },
    rotate(next, id = account) {
      const found = served.store.accounts.find((one) => one.account === id);
      if (found === undefined) throw new Error(`the emulator has no account ${id}`);
      found.secretKey = next;
    },
    revokeTokens: () => served.store.tokens.clear(),
    intercept: (next) => (served.interceptor = next),
    behave: (change) =>
      (served.store.behaviours = decided({ ...served.store.behaviours, ...change })),
    reset() {
      served.store = newStore();
      served.requests.length = 0;
      served.interceptor = options.intercept;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Paths of the API and of the token endpoint below the origin. */
const basePath = "/api/v3";
const tokenPath = "/oauth2/token";

/** What the server works with, as it is at the time of each request. */
interface Served {
  store: Store;
  requests: RecordedRequest[];
  interceptor: Interceptor | undefined;
  onRequest: EmulatorOptions["onRequest"] | undefined;
}

/** Takes a request apart, records it, asks the interceptor, and sends what the API answers. */
async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  served: Served,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const body = await text(incoming);
  if (isPanel(pathname)) return send(response, answerPanel(incoming, pathname, body, served));
  const isApi = pathname.startsWith(`${basePath}/`);
  const isToken = pathname.replace(/\/$/, "") === tokenPath;
  const path = isApi ? pathname.slice(basePath.length) : pathname;
  const { authorization = "", host = "", "user-agent": userAgent = "" } = incoming.headers;
  const request: RecordedRequest = {
    method: incoming.method ?? "",
    path,
    body: isToken || body === "" ? undefined : (parsedJson(body) ?? body),
    userAgent,
    time: new Date(),
    status: undefined,
  };
  served.requests.push(request);
  response.once("finish", () => (request.status = response.statusCode));
  response.once("close", () => served.onRequest?.(request));
  const answer: Parameters<Interceptor>[2] = (instead = {}) => {
    const { method, path: asked } = { ...request, ...instead };
    if (isToken && instead.path === undefined)
      return method === "POST"
        ? grant(body, authorization, served.store)
        : { status: 405, headers: {}, body: "" };
    const sent = "body" in instead ? (JSON.stringify(instead.body) ?? "") : body;
    const where = isApi || instead.path !== undefined ? asked : "";
    const origin = `http://${host}`;
    const given = { method, path: where, query, body: sent, authorization, origin };
    return answerApi(given, served.store);
  };
  const handled = served.interceptor?.(request, response, answer) ?? false;
  if (handled === true) return;
  const answered = answer();
  if (handled === "lose") response.destroy();
  else send(response, answered);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body === "" ? undefined : body);
}
