/** The calls to the integrations API: what each sends, and what its response means. */
import type { Configuration } from "../config/accounts";
import { ConfigurationError, ResponseError, SendcloudError } from "../errors";
import type { DeclaredSettings } from "../settings/schema";
import type { Integration } from "../settings/types";
import { isEmpty, isMap, parsedJson } from "../values";
import { apiError } from "./api-error";
import { decodeIntegration, decodeIntegrations, encodeSettings } from "./codec";
import { isNotFound, refusals } from "./error-words";
import { ownerIn } from "./owner";
import { createEndlessCheck, nextPage } from "./pagination";
import { type ClientOptions, createSession } from "./session";
import { createSkipped } from "./skipped";
import type { HttpResponse } from "./transport";

export type { ClientOptions };

/** The API, as far as this package needs it. */
export interface Client {
  /** Base URL of the API, as configured. */
  readonly baseUrl: string;
  /** The integration as it is now; `undefined` where Sendcloud says that there is none with this number. */
  get(id: number): Promise<Integration | undefined>;
  /** All integrations of the account, by number. Rejects rather than resolves with some of them. */
  list(): Promise<Integration[]>;
  /** Changes exactly these settings. Resolves with the integration as it is then, where Sendcloud tells it. No error repeats a text that is hidden. */
  patch(
    id: number,
    settings: DeclaredSettings,
    hidden?: readonly string[],
  ): Promise<Integration | undefined>;
  /** The user id that the account belongs to; `undefined` where Sendcloud does not tell it. Asked once. */
  owner(): Promise<string | undefined>;
  /** Says how long it will take to change so many integrations, or fewer, where that is long. */
  expectWrites(count: number): void;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** The most that one page of a list may have, in bytes: 20,000 integrations take about 12 MB. */
const maxListSize = 64 * 1024 * 1024;

/** Whose account it is, is only good to know: nobody waits long for it. */
const ownerPolicy = { attempts: 2, deadline: 60_000 };

/** Opens a client of one account. Nothing is sent until the first call. */
export function createClient(configuration: Configuration, options: ClientOptions = {}): Client {
  const { baseUrl, credentials, credentialsFrom } = configuration;
  const session = createSession(configuration, options);
  const { secrets } = session;
  const skipped = createSkipped(options.tell);
  const failure = (
    response: HttpResponse,
    about: { id?: number; sent?: DeclaredSettings; hidden?: readonly string[] } = {},
  ): Error => apiError(response, { secrets, credentials, credentialsFrom, baseUrl, ...about });
  const urlOf = (id: number): string => `${baseUrl}/integrations/${id}`;
  let owner: Promise<string | undefined> | undefined;

  async function askOwner(): Promise<string | undefined> {
    try {
      return ownerIn(
        await session.send("GET", `${baseUrl}/user/auth/metadata`, { policy: ownerPolicy }),
      );
    } catch (error) {
      if (!(error instanceof SendcloudError) || error instanceof ConfigurationError) throw error;
      return undefined;
    }
  }

  return {
    baseUrl,
    async get(id) {
      const response = await session.send("GET", urlOf(id));
      if (response.status === 404 && isNotFound(response.text)) return undefined;
      if (response.status !== 200) throw failure(response, { id });
      const body = parsedJson(response.text);
      const integration = decodeIntegration(body);
      if (integration === undefined && refusals(body).length > 0) throw failure(response, { id });
      return itself(integration, id, response, "an integration");
    },
    async list() {
      const found = new Map<number, Integration>();
      const checkEnd = createEndlessCheck();
      let url: string | undefined = `${baseUrl}/integrations?sort=created_at`;
      let from = `GET ${url}`;
      while (url !== undefined) {
        checkEnd(url, found.size, from);
        const response = await session.send("GET", url, { maxSize: maxListSize });
        const body = parsedJson(response.text);
        if (response.status !== 200 || refusals(body).length > 0) throw failure(response);
        const page = decodeIntegrations(body, (record, position) =>
          skipped(record, position, response.request),
        );
        if (page === undefined) throw unreadable(response, "a list of integrations", "data");
        for (const integration of page) found.set(integration.id, integration);
        from = response.request;
        url = nextPage(response, baseUrl);
      }
      return [...found.values()].sort((one, other) => one.id - other.id);
    },
    async patch(id, settings, hidden = []) {
      const response = await session.send("PATCH", urlOf(id), { body: encodeSettings(settings) });
      const body = parsedJson(response.text);
      const accepted = response.status >= 200 && response.status < 300;
      if (!accepted || refusals(body).length > 0)
        throw failure(response, { id, sent: settings, hidden });
      if (response.text.trim() === "" || saysNothing(body)) return undefined;
      // Proxies and captive portals answer 200 too: only an integration shows that Sendcloud did.
      return itself(decodeIntegration(body), id, response, "an empty body, nor an integration");
    },
    owner: () => (owner ??= askOwner()),
    expectWrites: (count) => session.expectWrites(count),
    close: () => session.close(),
  };
}

/** Whether JSON is there, but nothing in it: `{}`, `{"data": {}}`. */
function saysNothing(body: unknown): boolean {
  return (
    isMap(body) &&
    Object.values(body).every(
      (value) => isEmpty(value) || (isMap(value) && Object.keys(value).length === 0),
    )
  );
}

function itself(
  found: Integration | undefined,
  id: number,
  response: HttpResponse,
  what: string,
): Integration {
  if (found === undefined) throw unreadable(response, what, "data.id");
  if (found.id === id) return found;
  throw new ResponseError(
    `the response is integration ${found.id}, not ${id} (${response.request}). Check sendcloud:baseUrl`,
  );
}

function unreadable({ text, request }: HttpResponse, what: string, where: string): ResponseError {
  const [why, detail] =
    parsedJson(text) === undefined
      ? ["it is not JSON", ""]
      : [where, `\`${where}\` is missing, or is something else. `];
  return new ResponseError(
    `the response is not ${what} as the API documents it: ${why} (${request}). ${detail}Check sendcloud:baseUrl`,
  );
}
