/** How requests are authorized: with an account's keys, or with an OAuth2 token that is cached, shared and renewed in time. */
import { isMap, parsedJson } from "../values";
import type { Clock } from "./rate-limit";
import { apiError, type Asked } from "./refusals";
import type { Call, createRetry } from "./retry";

/** {@link https://sendcloud.dev/docs/getting-started/authentication Authentication} */
export function createAuthorization(
  asked: Asked,
  clock: Clock,
  send: ReturnType<typeof createRetry>,
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

  const { tokenUrl: url } = credentials;
  let current: Awaited<ReturnType<typeof fetchToken>> | undefined;
  let fetching: ReturnType<typeof fetchToken> | undefined;

  /** Asks for no scope: then a token may do all that the client may. */
  async function fetchToken(call: Call) {
    const began = clock.now();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = { authorization: `Basic ${encoded}`, ...type };
    const body = "grant_type=client_credentials";
    const response = await send("read", { method: "POST", url, headers, body }, call);
    const granted = response.status === 200 ? parsedJson(response.text) : undefined;
    const { access_token: token, expires_in: seconds } = isMap(granted) ? granted : {};
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token))
      throw apiError(response, asked, "gave no access token, with");
    secrets.push(token);
    // An hour is usual. A token is renewed a minute before its end; one that lives shortly, after nine tenths of its life.
    const life = 1000 * (Number(seconds) > 0 ? Number(seconds) : 3600);
    return { header: `Bearer ${token}`, staleAt: began + Math.max(life - 60_000, life * 0.9) };
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
