/** How we talk to the API: what is asked, and what an answer means. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Configuration } from "../config/accounts";
import { createAuthorization } from "./auth";
import { ResponseError } from "../errors";
import { type Answered, createExchange } from "./retry";
import { type Clock, createGate } from "./rate-limit";
import { nextPage } from "./pagination";
import { apiErrors, refused } from "./api-error";
import type { DeclaredSettings } from "../settings/schema";
import { createTransport, type TimeOuts, timeOuts as defaultTimeOuts, type Transport } from "./transport";
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
  timeOuts?: TimeOuts;
  clock?: Clock;
  /** Hears, a line at a time, what a person who waits should know. */
  tell?: (line: string) => void;
}

const systemClock: Clock = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };

/** Opens a client of one account. Nothing is sent until the first call. */
export function createClient(
  { baseUrl, credentials, credentialsFrom, maxConcurrency, requestsPerMinute }: Configuration,
  { timeOuts = defaultTimeOuts, clock = systemClock, tell = () => {} }: ClientOptions = {},
): Client {
  const transport = createTransport(baseUrl, maxConcurrency, timeOuts);
  const gate = createGate({ maxConcurrency, requestsPerMinute }, clock);
  const secrets: string[] = [];
  const exchange = createExchange({ gate, clock, tell, secrets });
  const agent = { "user-agent": `pulumi-sendcloud/${version}` };

  let tokens: Transport | undefined;
  const authorization = createAuthorization(credentials, {
    clock,
    secrets,
    post(headers, form) {
      if (credentials.kind === "keys") throw new Error("keys need no token");
      const { tokenUrl } = credentials;
      const opened = (tokens ??= createTransport(tokenUrl, 1, timeOuts));
      return exchange(`POST ${tokenUrl}`, () => opened.send("POST", tokenUrl, { ...headers, ...agent }, form));
    },
  });

  /** A token that Sendcloud no longer takes is replaced once, whenever it says that it expires. */
  function send(method: "GET" | "PATCH", url: string, body?: unknown): Promise<Answered> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const headers = { accept: "application/json", ...agent, ...(sent !== undefined && { "content-type": "application/json" }) };
    return gate.hold(async () => {
      for (let renewals = 0; ; renewals++) {
        const signature = await authorization.header();
        const answer = await exchange(`${method} ${url}`, () =>
          transport.send(method, url, { ...headers, authorization: signature }, sent),
        );
        if (answer.status !== 401 || renewals > 0 || !authorization.renew(signature)) return answer;
      }
    });
  }

  const failure = (answer: Answered): Error => refused({ ...answer, secrets, credentialsFrom });
  const urlOf = (id: number): string => `${baseUrl}/integrations/${id}`;

  return {
    baseUrl,
    async get(id) {
      const answer = await send("GET", urlOf(id));
      if (answer.status === 404 && apiErrors(answer.text)) return undefined;
      if (answer.status !== 200) throw failure(answer);
      const integration = decoded(answer, decodeIntegration, "an integration");
      if (integration.id === id) return integration;
      throw new ResponseError(`the answer is integration ${integration.id}, not ${id} (${answer.request}). Check sendcloud:baseUrl`);
    },
    async list() {
      const found = new Map<number, Integration>();
      const seen = new Set<string>();
      let url: string | undefined = `${baseUrl}/integrations?sort=created_at`;
      while (url !== undefined) {
        seen.add(url);
        const answer = await send("GET", url);
        if (answer.status !== 200) throw failure(answer);
        for (const integration of decoded(answer, decodeIntegrations, "a list of integrations")) found.set(integration.id, integration);
        url = nextPage(answer, baseUrl, seen);
      }
      return [...found.values()].sort((one, other) => one.id - other.id);
    },
    async patch(id, settings) {
      const answer = await send("PATCH", urlOf(id), encodeSettings(settings));
      if (answer.status === 204) return;
      if (answer.status < 200 || answer.status > 299) throw failure(answer);
      // Somebody else's page says 200 too: only an integration is the API's word.
      decoded(answer, decodeIntegration, "an empty one, or an integration,");
    },
    async close() {
      await Promise.all([transport.close(), tokens?.close()]);
    },
  };
}

function decoded<Decoded>({ text, request }: Answered, decode: (body: unknown) => Decoded, what: string): Decoded {
  try {
    return decode(JSON.parse(text));
  } catch (cause) {
    const where =
      cause instanceof z.ZodError ? [...new Set(cause.issues.map((issue) => issue.path.join(".")))].join(", ") : "it is not JSON";
    throw new ResponseError(`the answer is not ${what} as the API documents it: ${where} (${request}). Check sendcloud:baseUrl`, { cause });
  }
}
