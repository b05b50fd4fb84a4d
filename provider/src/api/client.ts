/** The calls to the integrations API: what each sends, and what its response means. */
import { type Configuration, configuration } from "../config/config";
import { type Found, version } from "../config/sources";
import { ConfigurationError, ResponseError, SendcloudError } from "../errors";
import { shown } from "../format";
import type { SettingValues } from "../settings/diff";
import type { Integration } from "../settings/types";
import { isEmpty, isMap, parsedJson } from "../values";
import { createAuthorization } from "./auth";
import { decodeIntegration, decodeIntegrations, encodeSettings, ownerIn } from "./codec";
import { nextPage, unreadableList } from "./pages";
import { type Clock, concurrency, createRateLimiter, type Kind, systemClock } from "./rate-limit";
import { apiError, isNotFound, isOfV3, refusalsOf } from "./refusals";
import { type Call, createRetry, defaultRetryPolicy, type RetryPolicy } from "./retry";
import { createTransport, defaultTimeOuts, loadLibrary } from "./transport";
import type { HttpRequest, HttpResponse, TimeOuts } from "./transport";

/** What a client may be given in place of its defaults. */
export interface ClientOptions {
  retryPolicy?: RetryPolicy;
  timeOuts?: Partial<TimeOuts>;
  clock?: Clock;
  /** Called with one line of progress at a time. */
  tell?: (line: string) => void;
  /** Aborted where the command is cancelled. */
  signal?: AbortSignal | undefined;
  /** Names the proxy. */
  environment?: NodeJS.ProcessEnv;
}

/** The API, as far as this package needs it. */
export type Client = ReturnType<typeof createClient>;

/** The client of an account; of the default account where none is named. Rejects where the configuration has no valid credentials for it. */
export type Clients = (account: string | undefined) => Promise<Client>;

/** One client for each account, opened when it is first needed. */
export function createClients(found: Found, options: ClientOptions): Clients {
  const opened = new Map<string | undefined, Client>();
  return async (account) => {
    const client = opened.get(account) ?? createClient(configuration(found, account), options);
    opened.set(account, client);
    // Loading it takes none of a call's time.
    await loadLibrary();
    return client;
  };
}

/** Whose account it is, is only good to know: nobody waits long for it. */
const ownerPolicy = { attempts: 2, deadline: 60_000 };

/** After so many more pages than integrations a list is taken for endless. */
const maxIdlePages = 100;

/** Opens a client of one account. Nothing is sent, and the HTTP library not loaded, until the first call. */
export function createClient(
  { baseUrl, credentials, from, ...limits }: Configuration,
  {
    retryPolicy = defaultRetryPolicy,
    timeOuts,
    clock = systemClock,
    tell = () => {},
    signal,
    environment = process.env,
  }: ClientOptions = {},
) {
  const secrets: string[] = [];
  const asked = { baseUrl, credentials, from, secrets };
  const rateLimiter = createRateLimiter({ ...limits, from }, clock, tell, signal);
  const retry = createRetry(rateLimiter, clock, tell, asked);
  const times = { ...defaultTimeOuts, ...timeOuts };
  const transport = createTransport(2 * concurrency, times, environment);
  const authorization = createAuthorization(asked, clock, (request, call) =>
    attempt("token", request, call),
  );
  const leftOut = new Set<string>();
  let owner: Promise<string | undefined> | undefined;

  function attempt(
    kind: Kind,
    { headers, ...request }: HttpRequest,
    call: Call,
    policy: Partial<RetryPolicy> = {},
  ): Promise<HttpResponse> {
    const own = { "user-agent": `pulumi-sendcloud/${version}`, "accept-encoding": "identity" };
    return retry({
      kind,
      request: `${request.method} ${request.url}`,
      send: (timeLeft) => transport.send({ ...request, headers: { ...headers, ...own } }, timeLeft),
      call,
      policy: { ...retryPolicy, ...policy },
    });
  }

  /** Sends a request at its turn. A token that Sendcloud no longer accepts is replaced once, even before it expires. */
  function send(
    method: "GET" | "PATCH",
    url: string,
    body?: string,
    policy?: Partial<RetryPolicy>,
  ): Promise<HttpResponse> {
    const kind = method === "GET" ? "read" : "write";
    const type = body === undefined ? {} : { "content-type": "application/json" };
    return rateLimiter.call(kind, async () => {
      const call = { began: clock.now() };
      for (let renewals = 0; ; renewals++) {
        const header = await authorization.header(call);
        const headers = { accept: "application/json", authorization: header, ...type };
        const response = await attempt(kind, { method, url, headers, body }, call, policy);
        if (response.status !== 401 || renewals > 0 || !authorization.renew(header))
          return response;
      }
    });
  }

  const urlOf = (id: number): string => `${baseUrl}/integrations/${id}`;
  const check = `Check ${from.baseUrl}`;

  function unreadable(what: string, where: string, response: HttpResponse): ResponseError {
    const { text, compressed, request } = response;
    const isJson = parsedJson(text) !== undefined;
    const why = isJson ? `${where} is missing, or is something else` : "it is not JSON";
    const zipped = `it is compressed (${compressed}), though nobody asked for that: a proxy on the way may do it`;
    return new ResponseError(
      `the response is not ${what} as the API documents it: ${compressed ? zipped : why} (${request}). ${check}`,
    );
  }

  function integrationIn(response: HttpResponse, id: number, what: string): Integration {
    const found = decodeIntegration(parsedJson(response.text));
    if (found?.id === id) return found;
    if (refusalsOf(parsedJson(response.text)).length > 0)
      throw apiError(response, { ...asked, id });
    if (found === undefined) throw unreadable(what, "data.id", response);
    throw new ResponseError(
      `the response is integration ${found.id}, not ${id} (${response.request}). ${check}`,
    );
  }

  /** The integrations on one page. A record without a number is left out, with one warning that names it. */
  function integrationsIn(response: HttpResponse): Integration[] {
    const body = parsedJson(response.text);
    if (response.status !== 200 || refusalsOf(body).length > 0) throw apiError(response, asked);
    const integrations = decodeIntegrations(body, (record, index) => {
      const id = shown(isMap(record) ? record.id : record);
      const line = `warning: record ${index + 1} of a list is left out, since its id is ${id}, and not a whole number from 1 on (${response.request}). Tell Sendcloud support if one of your integrations is missing`;
      if (!leftOut.has(line)) tell(line);
      leftOut.add(line);
    });
    if (integrations === undefined) throw unreadable("a list of integrations", "data", response);
    return integrations;
  }

  const askOnce = (): Promise<string | undefined> => (owner ??= askOwner());

  async function askOwner(): Promise<string | undefined> {
    try {
      const url = `${baseUrl}/user/auth/metadata`;
      const { status, text } = await send("GET", url, undefined, ownerPolicy);
      return status === 200 ? ownerIn(parsedJson(text)) : undefined;
    } catch (error) {
      if (!(error instanceof SendcloudError) || error instanceof ConfigurationError) throw error;
      return undefined;
    }
  }

  return {
    /** Base URL of the API, as configured. */
    baseUrl,
    /** The integration as it is now; `undefined` where Sendcloud says that there is none with this number. */
    async get(id: number): Promise<Integration | undefined> {
      const response = await send("GET", urlOf(id));
      // At an address that may not be the API's, a 404 says nothing unless the API answers there.
      if (isNotFound(response) && (isOfV3(baseUrl) || (await askOnce()) !== undefined))
        return undefined;
      if (response.status !== 200) throw apiError(response, { ...asked, id });
      return integrationIn(response, id, "an integration");
    },
    /** All integrations of the account, by number. Rejects rather than resolves with some of them. */
    async list(): Promise<Integration[]> {
      const found = new Map<number, Integration>();
      const seen = new Set<string>();
      let url: string | undefined = `${baseUrl}/integrations?sort=created_at`;
      while (url !== undefined) {
        seen.add(url);
        const response = await send("GET", url);
        for (const integration of integrationsIn(response)) found.set(integration.id, integration);
        url = nextPage(response, baseUrl);
        if (url !== undefined && seen.has(url))
          throw unreadableList("its next link leads to a page that was read already", response);
        if (seen.size > found.size + maxIdlePages)
          throw unreadableList(`it does not end after ${seen.size} pages`, response);
      }
      return [...found.values()].sort((one, other) => one.id - other.id);
    },
    /** Changes exactly these settings. Resolves with the integration where the response holds it. No error repeats a hidden text. */
    async patch(
      id: number,
      settings: SettingValues,
      hidden: readonly string[] = [],
    ): Promise<Integration | undefined> {
      const body = JSON.stringify(encodeSettings(settings));
      const response = await send("PATCH", urlOf(id), body);
      const answer = parsedJson(response.text);
      const isAccepted = response.status >= 200 && response.status < 300;
      if (!isAccepted || refusalsOf(answer).length > 0)
        throw apiError(response, { ...asked, id, sent: settings, hidden });
      if (response.compressed === undefined && saysNothing(response.text, answer)) return undefined;
      // Proxies and captive portals answer 200 too: only an integration shows that Sendcloud did.
      return integrationIn(response, id, "an empty body, nor an integration");
    },
    /** The user id that the account belongs to; `undefined` where Sendcloud does not tell it. Asked once. */
    owner: askOnce,
    /** Closes the connections. */
    close: () => transport.close(),
  };
}

/** Whether a body is empty, or JSON with nothing in it: `{}`, `{"data": {}}`. */
function saysNothing(text: string, body: unknown): boolean {
  const values = isMap(body) ? Object.values(body) : [text.trim()];
  return values.every((one) => isEmpty(one) || (isMap(one) && Object.keys(one).length === 0));
}
