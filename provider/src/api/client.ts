/** The calls to the integrations API: what each sends, and what its response means. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Configuration } from "../config/accounts";
import { createAuthorization } from "./auth";
import { ResponseError } from "../errors";
import { createRetry } from "./retry";
import { defaultRetryPolicy, type RetryPolicy } from "./retry-policy";
import { type Clock, createRateLimiter } from "./rate-limit";
import { nextPage } from "./pagination";
import { apiError, apiErrors } from "./api-error";
import type { DeclaredSettings } from "../settings/schema";
import { createTransport, defaultTimeOuts, type HttpResponse, type TimeOuts, type Transport } from "./transport";
import type { Integration } from "../settings/types";
import { decodeIntegration, decodeIntegrations, encodeSettings } from "./codec";

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")));

/** The API, as far as this package needs it. */
export interface Client {
  /** Base URL of the API, as configured. */
  readonly baseUrl: string;
  /** The integration as it is now; `undefined` where Sendcloud says that there is none with this number. */
  get(id: number): Promise<Integration | undefined>;
  /** All integrations of the account, by number. */
  list(): Promise<Integration[]>;
  /** Changes exactly these settings. */
  patch(id: number, settings: DeclaredSettings): Promise<void>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** What a client may be given in place of its defaults. */
export interface ClientOptions {
  retryPolicy?: RetryPolicy;
  timeOuts?: TimeOuts;
  clock?: Clock;
  /** Called with one line of progress at a time. */
  tell?: (line: string) => void;
}

const systemClock: Clock = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };

/** Opens a client of one account. Nothing is sent until the first call. */
export function createClient(
  { baseUrl, credentials, credentialsFrom, maxConcurrency, requestsPerMinute }: Configuration,
  { retryPolicy = defaultRetryPolicy, timeOuts = defaultTimeOuts, clock = systemClock, tell = () => {} }: ClientOptions = {},
): Client {
  const transport = createTransport(baseUrl, maxConcurrency, timeOuts);
  const rateLimiter = createRateLimiter({ maxConcurrency, requestsPerMinute }, clock);
  const secrets: string[] = [];
  const retry = createRetry({ rateLimiter, clock, policy: retryPolicy, tell, secrets });
  const agent = { "user-agent": `pulumi-sendcloud/${version}` };

  let tokens: Transport | undefined;
  const authorization = createAuthorization(credentials, {
    clock,
    secrets,
    post(headers, form) {
      if (credentials.kind === "keys") throw new Error("keys need no token");
      const { tokenUrl } = credentials;
      const opened = (tokens ??= createTransport(tokenUrl, 1, timeOuts));
      return retry(`POST ${tokenUrl}`, () => opened.send("POST", tokenUrl, { ...headers, ...agent }, form));
    },
  });

  /** A token that Sendcloud no longer accepts is replaced once, even before it expires. */
  function send(method: "GET" | "PATCH", url: string, body?: unknown): Promise<HttpResponse> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const headers = { accept: "application/json", ...agent, ...(sent !== undefined && { "content-type": "application/json" }) };
    return rateLimiter.withSlot(async () => {
      for (let renewals = 0; ; renewals++) {
        const header = await authorization.header();
        const response = await retry(`${method} ${url}`, () => transport.send(method, url, { ...headers, authorization: header }, sent));
        if (response.status !== 401 || renewals > 0 || !authorization.renew(header)) return response;
      }
    });
  }

  const failure = (response: HttpResponse): Error => apiError(response, { secrets, credentialsFrom });
  const urlOf = (id: number): string => `${baseUrl}/integrations/${id}`;

  return {
    baseUrl,
    async get(id) {
      const response = await send("GET", urlOf(id));
      if (response.status === 404 && apiErrors(response.text)) return undefined;
      if (response.status !== 200) throw failure(response);
      const integration = decoded(response, decodeIntegration, "an integration");
      if (integration.id === id) return integration;
      throw new ResponseError(`the response is integration ${integration.id}, not ${id} (${response.request}). Check sendcloud:baseUrl`);
    },
    async list() {
      const found = new Map<number, Integration>();
      const seen = new Set<string>();
      let url: string | undefined = `${baseUrl}/integrations?sort=created_at`;
      while (url !== undefined) {
        seen.add(url);
        const response = await send("GET", url);
        if (response.status !== 200) throw failure(response);
        for (const integration of decoded(response, decodeIntegrations, "a list of integrations")) found.set(integration.id, integration);
        url = nextPage(response, baseUrl, seen);
      }
      return [...found.values()].sort((one, other) => one.id - other.id);
    },
    async patch(id, settings) {
      const response = await send("PATCH", urlOf(id), encodeSettings(settings));
      if (response.status === 204) return;
      if (response.status < 200 || response.status > 299) throw failure(response);
      // Proxies and captive portals answer 200 too: only an integration shows that Sendcloud did.
      decoded(response, decodeIntegration, "an empty one, or an integration,");
    },
    async close() {
      await Promise.all([transport.close(), tokens?.close()]);
    },
  };
}

function decoded<Decoded>({ text, request }: HttpResponse, decode: (body: unknown) => Decoded, what: string): Decoded {
  try {
    return decode(JSON.parse(text));
  } catch (cause) {
    const where =
      cause instanceof z.ZodError ? [...new Set(cause.issues.map((issue) => issue.path.join(".")))].join(", ") : "it is not JSON";
    throw new ResponseError(`the response is not ${what} as the API documents it: ${where} (${request}). Check sendcloud:baseUrl`, {
      cause,
    });
  }
}
