/** Fetches an OAuth2 access token: client credentials, and what to do where the token endpoint refuses. */
import * as z from "zod";
import type { Credentials } from "../config/accounts";
import { ApiError } from "../errors";
import { cut, redact } from "../format";
import { parsedUrl } from "../url";
import { parsedJson } from "../values";
import type { CallTime } from "./call-time";
import { saidIn } from "./error-words";
import type { HttpResponse } from "./transport";

/** Posts a form to a token endpoint, in the time of a call. */
export type TokenRequest = (
  url: string,
  headers: Record<string, string>,
  form: string,
  time: CallTime,
) => Promise<HttpResponse>;

/** An access token, and how long it lives, in milliseconds. */
export interface Token {
  token: string;
  life: number;
}

interface TokenOptions {
  /** The Authorization header of the client. */
  basic: string;
  post: TokenRequest;
  /** Text that no message may hold: each token is added. */
  secrets: string[];
  tell: (line: string) => void;
}

const number = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);

/** Sendcloud's tokens live for an hour, which is taken for the life of a token that does not tell its own. */
const tokenBody = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: number.pipe(z.number().positive()).catch(3600),
});

/** Redirects that may mean the same request at another address. */
const redirects = new Set([301, 302, 307, 308]);

/** Makes what fetches the tokens of an OAuth2 client. A scope is asked for only where one is configured: without one, a token may do all that the client may. */
export function createTokenSource(
  { tokenUrl, scope }: Extract<Credentials, { kind: "client" }>,
  { basic, post, secrets, tell }: TokenOptions,
): (time: CallTime) => Promise<Token> {
  const headers = {
    accept: "application/json",
    authorization: basic,
    "content-type": "application/x-www-form-urlencoded",
  };
  let wanted = scope;

  async function ask(time: CallTime): Promise<HttpResponse> {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      ...(wanted !== undefined && { scope: wanted }),
    }).toString();
    const response = await post(tokenUrl, headers, form, time);
    const sameBySlash = redirects.has(response.status)
      ? withOtherSlash(tokenUrl, response.location)
      : undefined;
    return sameBySlash === undefined ? response : post(sameBySlash, headers, form, time);
  }

  return async (time) => {
    let response = await ask(time);
    if (
      wanted !== undefined &&
      response.status !== 200 &&
      /\binvalid_scope\b/.test(response.text)
    ) {
      tell(
        `Sendcloud's token service does not know the scope ${JSON.stringify(wanted)} (sendcloud:scope): asking without one, for a token that may do all that the client may (POST ${tokenUrl}). Correct sendcloud:scope, or remove it`,
      );
      wanted = undefined;
      response = await ask(time);
    }
    const { data } = tokenBody.safeParse(
      response.status === 200 ? parsedJson(response.text) : undefined,
    );
    if (data === undefined) throw noToken(response, secrets, wanted);
    secrets.push(data.access_token);
    return { token: data.access_token, life: data.expires_in * 1000 };
  };
}

/** Where a redirect leads, if that is the same address but for the slash at its end: Sendcloud writes its own both ways. */
function withOtherSlash(from: string, location: string | undefined): string | undefined {
  const [here, there] = [new URL(from), parsedUrl(location ?? "", from)];
  const [path, other] = [here.pathname, there?.pathname ?? ""];
  const isOther = other !== path && other.replace(/\/$/, "") === path.replace(/\/$/, "");
  return there !== undefined && isOther && there.origin === here.origin && there.search === ""
    ? `${here.origin}${other}`
    : undefined;
}

function noToken(
  response: HttpResponse,
  secrets: readonly string[],
  scope: string | undefined,
): ApiError {
  const { status, request } = response;
  const said = saidIn(response);
  const words =
    said.length > 0
      ? cut(redact(said.map((one) => one.text).join("; "), secrets), 500)
      : "the response holds no token";
  return new ApiError(
    `Sendcloud gave no access token, with status ${status}: ${words} (${request}). ${advice(status, scope)}`,
    status,
  );
}

function advice(status: number, scope: string | undefined): string {
  if (status >= 500 || status === 408 || status === 425)
    return "Sendcloud has a problem of its own: run again later";
  if (status === 429) return "The account's rate limit is reached: run again in a minute";
  if (status === 409) return "Somebody else is getting a token at the same time: run again";
  if ([400, 401, 403].includes(status)) {
    const client =
      "Check the OAuth2 client: sendcloud:clientId and sendcloud:clientSecret, or those of the account in sendcloud:accounts, and that it may use the API";
    // Who the client is was accepted, unless the status is 401: what is asked for was not.
    return scope === undefined || status === 401
      ? client
      : `${client} with the scope ${JSON.stringify(scope)} (sendcloud:scope)`;
  }
  return "Check sendcloud:tokenUrl, or that of the account in sendcloud:accounts";
}
