/** How requests are authorized: with an account's keys, or with an OAuth2 token that is cached, shared and renewed in time. */
import { parsedUrl } from "../url";
import { isMap, parsedJson } from "../values";
import type { Clock } from "./rate-limit";
import { apiError, type Asked } from "./refusals";
import type { Call } from "./retry";
import type { HttpRequest, HttpResponse } from "./transport";

/** A token is renewed this long before it expires, in milliseconds; one that lives shortly, after nine tenths of its life. */
const margin = 60_000;

/** Sendcloud's tokens live for an hour, in seconds, unless they say otherwise. */
const usualLife = 3600;

/** {@link https://sendcloud.dev/docs/getting-started/authentication Authentication} */
export function createAuthorization(
  asked: Asked,
  clock: Clock,
  post: (request: HttpRequest, call: Call) => Promise<HttpResponse>,
) {
  const { credentials, secrets } = asked;
  const [user, password] =
    credentials.kind === "keys"
      ? [credentials.publicKey, credentials.secretKey]
      : [credentials.clientId, credentials.clientSecret];
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  secrets.push(encoded, password, user);
  if (credentials.kind === "keys")
    return { header: () => Promise.resolve(`Basic ${encoded}`), renew: () => false };

  const { tokenUrl } = credentials;
  let current: { header: string; staleAt: number } | undefined;
  let fetching: Promise<{ header: string; staleAt: number }> | undefined;

  /** Asks for no scope: then a token may do all that the client may. */
  async function fetchToken(call: Call): Promise<{ header: string; staleAt: number }> {
    const began = clock.now();
    const headers = {
      accept: "application/json",
      authorization: `Basic ${encoded}`,
      "content-type": "application/x-www-form-urlencoded",
    };
    const form = { method: "POST", headers, body: "grant_type=client_credentials" } as const;
    let response = await post({ ...form, url: tokenUrl }, call);
    const slashed = withOtherSlash(tokenUrl, response);
    if (slashed !== undefined) response = await post({ ...form, url: slashed }, call);
    const body = response.status === 200 ? parsedJson(response.text) : undefined;
    const { access_token: token, expires_in: seconds } = isMap(body) ? body : {};
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token))
      throw apiError(response, asked, "gave no access token, with");
    secrets.push(token);
    const life = 1000 * (Number(seconds) > 0 ? Number(seconds) : usualLife);
    return { header: `Bearer ${token}`, staleAt: began + Math.max(life - margin, life * 0.9) };
  }

  return {
    /** The Authorization header of the next request of a call. Rejects where a token is needed and refused. */
    async header(call: Call): Promise<string> {
      if (current === undefined || clock.now() >= current.staleAt) {
        fetching ??= fetchToken(call).finally(() => (fetching = undefined));
        current = await fetching;
      }
      return current.header;
    },
    /** Drops a header that was refused. Returns whether another one may be accepted. */
    renew(refused: string): boolean {
      if (current?.header === refused) current = undefined;
      return true;
    },
  };
}

/** Where a redirect leads, if to the same address but for a slash at its end: Sendcloud writes its own both ways. */
function withOtherSlash(from: string, { status, location }: HttpResponse): string | undefined {
  if (![301, 302, 307, 308].includes(status)) return undefined;
  const there = parsedUrl(location ?? "", from)?.href ?? from;
  return there !== from && there.replace(/\/$/, "") === from.replace(/\/$/, "") ? there : undefined;
}
