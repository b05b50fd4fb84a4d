/** What the emulator knows at a time: accounts with their keys and integrations, access tokens, and who sends a request. */
import { randomUUID } from "node:crypto";
import { type Accepted, type Behaviours, decided, type Decided } from "./behaviours";
import { type Answer, json, refusal, type Refusal } from "./responses";
import { complete, type Seed, type StoredIntegration } from "./shop";

/** An account to start with. */
export interface AccountOptions {
  /** The user id that `GET /user/auth/metadata` answers; each account has its own. */
  account: number;
  publicKey: string;
  secretKey: string;
  /** OAuth2 client that gets tokens; there is none unless both are given. */
  clientId?: string;
  clientSecret?: string;
  /** Its integrations to start with; in the whole emulator no two have the same number. */
  seed?: readonly Seed[];
}

export interface Account extends Omit<AccountOptions, "seed"> {
  integrations: Map<number, StoredIntegration>;
  /** What counts for its request limits. */
  accepted: Accepted;
}

/** Who sends a request. A token has scopes; keys may do everything. */
export interface Caller {
  account: Account;
  scopes?: readonly string[];
}

/** What the API answers from. Of a token it is known until when it is valid, in milliseconds since 1970. */
export interface Store {
  accounts: Account[];
  tokens: Map<string, Caller & { until: number }>;
  behaviours: Decided;
}

/** A new store. Throws an `Error` that says what is wrong with the accounts. */
export function createStore(accounts: readonly AccountOptions[], behaviours: Behaviours): Store {
  const ids = accounts.map(({ account }) => account);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`two accounts have the same user id, ${twice}`);
  if (new Set(accounts.map(({ publicKey }) => publicKey)).size < accounts.length)
    throw new Error("two accounts have the same public key");
  complete(accounts.flatMap(({ seed = [] }) => seed));
  const opened = accounts.map(({ seed = [], ...account }) => ({
    ...account,
    integrations: new Map(complete(seed).map((integration) => [integration.id, integration])),
    accepted: { reads: [], writes: [] },
  }));
  return { accounts: opened, tokens: new Map(), behaviours: decided(behaviours) };
}

/** The integration with this number, whichever account it belongs to. */
export function integrationIn({ accounts }: Store, id: number): StoredIntegration | undefined {
  const owner = accounts.find(({ integrations }) => integrations.has(id));
  return owner?.integrations.get(id);
}

/** The caller that an Authorization header stands for, or why it stands for none. */
export function callerOf(authorization: string, { accounts, tokens }: Store): Caller | Refusal {
  if (authorization === "")
    return unauthorized("No credentials", "Authentication credentials were not provided.");
  const account = accounts.find(
    ({ publicKey, secretKey }) => authorization === basic(publicKey, secretKey),
  );
  if (account !== undefined) return { account };
  const token = tokens.get(authorization.replace(/^Bearer /, ""));
  if (token !== undefined && token.until > Date.now()) return token;
  return unauthorized("Authentication failed", "Invalid username/password.");
}

function unauthorized(title: string, detail: string): Refusal {
  return refusal(401, "authentication_failed", title, detail);
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Answers a token request (OAuth2 client credentials), and makes the token valid. No scope in the request grants all that the client has. */
export function grant(form: string, authorization: string, store: Store): Answer {
  const { scopes, tokenLifetime } = store.behaviours;
  const account = store.accounts.find(
    ({ clientId, clientSecret }) =>
      clientId && clientSecret && authorization === basic(clientId, clientSecret),
  );
  if (account === undefined) return json(401, { error: "invalid_client" });
  const fields = new URLSearchParams(form);
  if (fields.get("grant_type") !== "client_credentials")
    return json(400, { error: "unsupported_grant_type" });
  const asked = (fields.get("scope") ?? "").split(" ").filter(Boolean);
  if (asked.some((scope) => !scopes.includes(scope))) return json(400, { error: "invalid_scope" });
  const granted = asked.length === 0 ? scopes : asked;
  const token = randomUUID();
  const until = Date.now() + tokenLifetime * 1000;
  store.tokens.set(token, { account, scopes: granted, until });
  return json(200, {
    access_token: token,
    expires_in: tokenLifetime,
    scope: granted.join(" "),
    token_type: "bearer",
  });
}
