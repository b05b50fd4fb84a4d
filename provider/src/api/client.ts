/** The calls to the integrations API: what each sends, and what its response means. */
import { type Configuration, configuration } from "../config/config";
import type { Found } from "../config/sources";
import { ConfigurationError, ResponseError, SendcloudError } from "../errors";
import type { SettingValues } from "../settings/diff";
import type { Integration } from "../settings/types";
import { parsedJson } from "../values";
import { createAuthorization } from "./auth";
import { decodeIntegration, decodeIntegrations, encodeSettings, ownerIn } from "./codec";
import { nextPage, unreadableList } from "./pages";
import { type Clock, concurrency, createRateLimiter, systemClock } from "./rate-limit";
import { apiError, isNotFound, isOfV3, refusalsOf } from "./refusals";
import { createRetry, defaultRetryPolicy } from "./retry";
import { createTransport, defaultTimeOuts, type HttpResponse } from "./transport";

export interface ClientOptions {
  retryPolicy?: typeof defaultRetryPolicy;
  timeOuts?: typeof defaultTimeOuts;
  clock?: Clock;
  /** Called with one line of progress at a time. */
  tell?: (line: string) => void;
  /** Aborted where the command is cancelled. */
  signal?: AbortSignal | undefined;
  environment?: NodeJS.ProcessEnv;
}

export type Client = ReturnType<typeof createClient>;

/** The client of an account; of the default account where none is named. Rejects where the configuration has no valid credentials for it. */
export type Clients = (account: string | undefined) => Promise<Client>;

/** One client for each account, opened when it is first needed. */
export function createClients(found: Found, options: ClientOptions): Clients {
  const opened = new Map<string | undefined, Client>();
  return (account) =>
    new Promise((resolve) => {
      const client = opened.get(account) ?? createClient(configuration(found, account), options);
      opened.set(account, client);
      resolve(client);
    });
}

/** Opens a client of one account. Nothing is sent, and the HTTP library not loaded, until the first call. */
export function createClient(
  { baseUrl, credentials, from, ...limits }: Configuration,
  options: ClientOptions = {},
) {
  const { retryPolicy = defaultRetryPolicy, timeOuts = defaultTimeOuts, signal } = options;
  const { clock = systemClock, tell = () => {}, environment = process.env } = options;
  const secrets: string[] = [];
  const asked = { baseUrl, credentials, from, secrets };
  const rateLimiter = createRateLimiter({ ...limits, from }, clock, tell, signal);
  const transport = createTransport(2 * concurrency, timeOuts, environment);
  const retry = createRetry(transport.send, rateLimiter, clock, tell, retryPolicy, asked);
  const authorization = createAuthorization(asked, clock, retry);
  let owner: Promise<string | undefined> | undefined;

  /** Sends a request at its turn. A token that Sendcloud no longer accepts is replaced once, even before it expires. */
  function send(method: "GET" | "PATCH", path: string, body?: string): Promise<HttpResponse> {
    const kind = method === "GET" ? "read" : "write";
    const type = body === undefined ? {} : { "content-type": "application/json" };
    return rateLimiter.call(kind, async () => {
      const call = { began: clock.now() };
      for (let renewals = 0; ; renewals++) {
        const header = await authorization.header(call);
        const headers = { authorization: header, ...type };
        const response = await retry(kind, { method, url: baseUrl + path, headers, body }, call);
        if (response.status !== 401 || renewals > 0 || !authorization.renew(header))
          return response;
      }
    });
  }

  function unreadable(what: string, why: string, { text, request }: HttpResponse): ResponseError {
    const problem = parsedJson(text) === undefined ? "it is not JSON" : why;
    return new ResponseError(
      `the response is not ${what} as the API documents it: ${problem} (${request}). Check ${from.baseUrl}`,
    );
  }

  function integrationIn(response: HttpResponse, id: number, what: string): Integration {
    const body = parsedJson(response.text);
    const found = decodeIntegration(body);
    if (found?.id === id) return found;
    if (refusalsOf(body).length > 0) throw apiError(response, asked);
    throw unreadable(what, `data.id is ${found?.id ?? "missing"}, not ${id}`, response);
  }

  function integrationsIn(response: HttpResponse): Integration[] {
    const body = parsedJson(response.text);
    if (response.status !== 200 || refusalsOf(body).length > 0) throw apiError(response, asked);
    const integrations = decodeIntegrations(body);
    const why = "data is missing, or a record in it has no id";
    if (integrations === undefined) throw unreadable("a list of integrations", why, response);
    return integrations;
  }

  const askOnce = (): Promise<string | undefined> => (owner ??= askOwner());

  async function askOwner(): Promise<string | undefined> {
    try {
      const { status, text } = await send("GET", "/user/auth/metadata");
      return status === 200 ? ownerIn(parsedJson(text)) : undefined;
    } catch (error) {
      if (!(error instanceof SendcloudError) || error instanceof ConfigurationError) throw error;
      return undefined;
    }
  }

  return {
    baseUrl,
    /** The integration as it is now; `undefined` where Sendcloud says that there is none with this number. */
    async get(id: number): Promise<Integration | undefined> {
      const response = await send("GET", `/integrations/${id}`);
      // At an address that may not be the API's, a 404 says nothing unless the API answers there.
      if (isNotFound(response) && (isOfV3(baseUrl) || (await askOnce()) !== undefined))
        return undefined;
      if (response.status !== 200) throw apiError(response, asked);
      return integrationIn(response, id, "an integration");
    },
    /** All integrations of the account, by number. Rejects rather than resolves with some of them. */
    async list(): Promise<Integration[]> {
      const found = new Map<number, Integration>();
      const seen = new Set<string>();
      let path: string | undefined = "/integrations?sort=created_at";
      while (path !== undefined) {
        seen.add(path);
        const response = await send("GET", path);
        for (const integration of integrationsIn(response)) found.set(integration.id, integration);
        path = nextPage(response, baseUrl);
        if (path !== undefined && seen.has(path))
          throw unreadableList("its next link leads to a page that was read already", response);
        if (seen.size > found.size + 100)
          throw unreadableList(`it does not end after ${seen.size} pages`, response);
      }
      return [...found.values()].sort((one, other) => one.id - other.id);
    },
    /** Changes exactly these settings. Resolves with the integration where the response holds it. No error repeats a hidden text. */
    async patch(id: number, settings: SettingValues, hidden: readonly string[] = []) {
      const body = JSON.stringify(encodeSettings(settings));
      const response = await send("PATCH", `/integrations/${id}`, body);
      const answer = parsedJson(response.text);
      const isAccepted = response.status >= 200 && response.status < 300;
      if (!isAccepted || refusalsOf(answer).length > 0)
        throw apiError(response, { ...asked, sent: settings, hidden });
      if (response.text.trim() === "") return undefined;
      // Proxies and captive portals answer 200 too: only an integration shows that Sendcloud did.
      return integrationIn(response, id, "an empty body, nor an integration");
    },
    /** The user id that the account belongs to; `undefined` where Sendcloud does not tell it. Asked once. */
    owner: askOnce,
    close: transport.close,
  };
}
