/** Who sends a request: the account that its keys or its token belong to, and what they may do. */
import { refusal, type Refusal } from "./exchange";
import type { Account } from "./accounts";
import type { Store } from "./store";

/** Who sends a request. */
export interface Caller {
  account: Account;
  /** Scopes of the token; `undefined` for keys, which may do everything. */
  scopes: readonly string[] | undefined;
}

/** The caller that the Authorization header stands for, or why it stands for none. */
export function callerOf(
  authorization: string,
  { accounts, tokens, now }: Store,
): Caller | Refusal {
  if (authorization === "")
    return unauthorized("No credentials", "Authentication credentials were not provided.");
  const account = accounts.find(
    ({ publicKey, secretKey }) => authorization === basic(publicKey, secretKey),
  );
  if (account !== undefined) return { account, scopes: undefined };
  const token = tokens.get(authorization.replace(/^Bearer /, ""));
  if (token !== undefined && token.until > now().getTime()) return token;
  return unauthorized("Authentication failed", "Invalid username/password.");
}

/** Why the caller may not do this to an integration; `undefined` where it may. */
export function forbidden({ scopes }: Caller, method: string): Refusal | undefined {
  const needed = method === "GET" ? "read:integration" : "write:integration";
  if (scopes === undefined || scopes.includes("api") || scopes.includes(needed)) return undefined;
  return refusal(
    403,
    "permission_denied",
    "Permission denied",
    `The token does not have the scope ${needed}.`,
  );
}

/** A refusal of credentials. */
export function unauthorized(title: string, detail: string): Refusal {
  return refusal(401, "authentication_failed", title, detail);
}

/** The Authorization header of these keys. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
