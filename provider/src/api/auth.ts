/** How requests are authorized: with an account's keys, or with an OAuth2 token that is fetched once, shared, and renewed in time. */
import * as z from "zod";
import type { Credentials } from "../config/accounts";
import { ApiError } from "../errors";
import type { HttpResponse } from "./transport";
import type { Clock } from "./rate-limit";
import { parsedJson } from "../values";
import { redact } from "../format";

/** How an account's requests are authorized. */
export interface Authorization {
  /** The Authorization header of the next request. Rejects where a token is needed and Sendcloud gives none. */
  header(): Promise<string>;
  /** Drops a header that got a 401. Returns whether a retry with a new one makes sense. */
  renew(refused: string): boolean;
}

/** What getting a token takes. */
export interface TokenOptions {
  clock: Clock;
  /** Posts the form to the token endpoint. */
  post: (headers: Record<string, string>, form: string) => Promise<HttpResponse>;
  /** Text that is redacted from messages: each token is added. */
  secrets: string[];
}

/** A token is renewed this long before it expires, in milliseconds; at the latest after nine tenths of its life. */
const margin = 60_000;

const tokenBody = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(3600) });

const errorBody = z.object({ error: z.string(), error_description: z.string().optional() });

/** {@link https://sendcloud.dev/docs/getting-started/authentication Authentication} */
export function createAuthorization(credentials: Credentials, { clock, post, secrets }: TokenOptions): Authorization {
  const [user, password] =
    credentials.kind === "keys" ? [credentials.publicKey, credentials.secretKey] : [credentials.clientId, credentials.clientSecret];
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  secrets.push(encoded, password, user);
  const basic = `Basic ${encoded}`;
  if (credentials.kind === "keys") return { header: () => Promise.resolve(basic), renew: () => false };

  async function fetchToken(): Promise<{ header: string; staleAt: number }> {
    const asked = clock.now();
    const headers = { accept: "application/json", authorization: basic, "content-type": "application/x-www-form-urlencoded" };
    const response = await post(headers, "grant_type=client_credentials&scope=api");
    const { data } = tokenBody.safeParse(response.status === 200 ? parsedJson(response.text) : undefined);
    if (data === undefined) throw noToken(response, secrets);
    secrets.push(data.access_token);
    const life = data.expires_in * 1000;
    return { header: `Bearer ${data.access_token}`, staleAt: asked + Math.max(life - margin, life * 0.9) };
  }

  let token: Promise<{ header: string; staleAt: number }> | undefined;
  let current: { header: string; staleAt: number } | undefined;
  return {
    async header() {
      if (current !== undefined && clock.now() < current.staleAt) return current.header;
      token ??= fetchToken().finally(() => (token = undefined));
      current = await token;
      return current.header;
    },
    renew(refused) {
      if (current?.header === refused) current = undefined;
      return true;
    },
  };
}

function noToken({ status, text, request }: HttpResponse, secrets: readonly string[]): ApiError {
  const { data } = errorBody.safeParse(parsedJson(text));
  const words = data ? redact([data.error, data.error_description].filter(Boolean).join(": "), secrets) : "the response holds no token";
  return new ApiError(`Sendcloud gave no access token, with status ${status}: ${words} (${request}). ${advice(status)}`, status);
}

function advice(status: number): string {
  if (status >= 500) return "Sendcloud has a problem of its own: run again later";
  if (status === 429) return "The account's rate limit is reached: run again in a minute";
  if (status === 409) return "Somebody else is getting a token at the same time: run again";
  if ([400, 401, 403].includes(status)) {
    return "Check the OAuth2 client: sendcloud:clientId and sendcloud:clientSecret, or those of the account in sendcloud:accounts, and that it may use the scope api";
  }
  return "Check sendcloud:tokenUrl, or that of the account in sendcloud:accounts";
}
