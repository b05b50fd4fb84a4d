/** How requests are authorized: with an account's keys, or with an OAuth2 token that is fetched once, shared, and renewed in time. */
import type { Credentials } from "../config/accounts";
import { createTokenSource, type TokenRequest } from "./token";
import type { CallTime } from "./call-time";
import type { Clock } from "./rate-limit";

/** How an account's requests are authorized. */
export interface Authorization {
  /** The Authorization header of the next request. Rejects where a token is needed and refused. The wait counts to the call's time. */
  header(time: CallTime): Promise<string>;
  /** Drops a header that was refused. Returns whether another one may be accepted. */
  renew(refused: string): boolean;
}

/** What getting a token takes. */
export interface AuthorizationOptions {
  clock: Clock;
  /** Posts a form to a token endpoint. */
  post: TokenRequest;
  /** Text that no message may hold: each token is added. */
  secrets: string[];
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
}

/** A token is renewed this long before it expires, in milliseconds; one that lives shortly, after nine tenths of its life. */
const margin = 60_000;

/** {@link https://sendcloud.dev/docs/getting-started/authentication Authentication} */
export function createAuthorization(
  credentials: Credentials,
  { clock, post, secrets, tell }: AuthorizationOptions,
): Authorization {
  const [user, password] =
    credentials.kind === "keys"
      ? [credentials.publicKey, credentials.secretKey]
      : [credentials.clientId, credentials.clientSecret];
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  secrets.push(encoded, password, user);
  const basic = `Basic ${encoded}`;
  if (credentials.kind === "keys")
    return { header: () => Promise.resolve(basic), renew: () => false };

  const fetchToken = createTokenSource(credentials, { basic, post, secrets, tell });

  async function fetchHeader(time: CallTime): Promise<{ header: string; staleAt: number }> {
    const asked = clock.now();
    const { token, life } = await fetchToken(time);
    return { header: `Bearer ${token}`, staleAt: asked + Math.max(life - margin, life * 0.9) };
  }

  let fetching: Promise<{ header: string; staleAt: number }> | undefined;
  let current: { header: string; staleAt: number } | undefined;
  return {
    async header(time) {
      if (current !== undefined && clock.now() < current.staleAt) return current.header;
      fetching ??= fetchHeader(time).finally(() => (fetching = undefined));
      current = await fetching;
      return current.header;
    },
    renew(refused) {
      if (current?.header === refused) current = undefined;
      return true;
    },
  };
}
