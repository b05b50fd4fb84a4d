/** Which account a request is for, and its credentials. Pure. */
import type * as z from "zod";
import { type account, defaultBaseUrl, defaultTokenUrl, validated } from "./schema";
import { ConfigurationError } from "../errors";
import { type Rate, ratesFor } from "./limits";
import { type Found, keyOf, variableOf } from "./sources";

/** The credentials of an account: a pair of keys (HTTP Basic), or an OAuth2 client that gets access tokens. */
export type Credentials =
  | { kind: "keys"; publicKey: string; secretKey: string }
  | {
      kind: "client";
      clientId: string;
      clientSecret: string;
      tokenUrl: string;
      /** The scopes that tokens are asked for; without it a token may do all that the client may do. */
      scope?: string | undefined;
    };

/** Everything needed to talk to one Sendcloud account. */
export interface Configuration {
  credentials: Credentials;
  /** The places that the credentials came from, as error messages name them. */
  credentialsFrom: string;
  /** Base URL of the API, without a slash at its end. */
  baseUrl: string;
  /** Calls in flight at the same time. */
  maxConcurrency: number;
  /** Requests a minute, of every kind, that are never exceeded; `undefined` leaves it to the account's own limit. */
  requestsPerMinute: number | undefined;
  /** How fast reads (GET) are sent, and writes (PATCH); `undefined` leaves it to the account's own limit. */
  reads?: Rate | undefined;
  writes?: Rate | undefined;
}

/** What is wrong with the values that are there. A preview needs no keys, so one that is missing is no problem yet. */
export function problems(found: Found): string[] {
  const { problems: malformed } = validated(found);
  if (malformed) return malformed;
  return kindOf(found) === "both" ? [bothKinds(found)] : [];
}

/** The names of the accounts that are configured beside the default one. */
export function accountNames(found: Found): string[] {
  return Object.keys(validated(found).values?.accounts ?? {});
}

/** What is wrong with an account's name, where accounts are configured at all: keys may be there only when they are used. */
export function accountProblem(found: Found, name: string): string | undefined {
  const { values } = validated(found);
  if (found.accounts === undefined || values === undefined || Object.hasOwn(values.accounts, name))
    return undefined;
  return unknownAccount(found, name, values.accounts);
}

/**
 * The configuration to talk to an account with: the named one, or the default. Throws {@link ConfigurationError} for a
 * value that is missing or malformed.
 */
export function configuration(found: Found, name?: string): Configuration {
  const { values, problems } = validated(found);
  if (problems) throw new ConfigurationError(problems.join("; "));
  const {
    maxConcurrency,
    requestsPerMinute,
    readsPerMinute: reads,
    writesPerMinute: writes,
    accounts,
    ...own
  } = values;
  const opened = (
    baseUrl: string = defaultBaseUrl,
  ): Omit<Configuration, "credentials" | "credentialsFrom"> => {
    return { baseUrl, maxConcurrency, requestsPerMinute, ...ratesFor(baseUrl, { reads, writes }) };
  };
  if (name !== undefined) {
    const entry = Object.hasOwn(accounts, name) ? accounts[name] : undefined;
    const credentials = entry && (signedBy(entry, "keys", own) ?? signedBy(entry, "client", own));
    if (!credentials) throw new ConfigurationError(unknownAccount(found, name, accounts));
    const from = `${found.accounts?.from ?? keyOf("accounts")}.${name}`;
    return { credentials, credentialsFrom: from, ...opened(entry.baseUrl ?? own.baseUrl) };
  }
  const kind = kindOf(found);
  if (kind === "both") throw new ConfigurationError(bothKinds(found));
  const credentials = signedBy(own, kind, own);
  if (credentials === undefined) throw new ConfigurationError(missing(found, kind));
  const credentialsFrom = pairs[kind].map((part) => found[part]?.from ?? keyOf(part)).join(" and ");
  return { credentials, credentialsFrom, ...opened(own.baseUrl) };
}

/** Who signs in to an account, and where: the same for two names of one account with the same key. `undefined` where it has no credentials. */
export function ownerOf(found: Found, name: string | undefined): string | undefined {
  const known = configured(found, name);
  return (
    known &&
    `${known.credentials.kind === "keys" ? known.credentials.publicKey : known.credentials.clientId} at ${known.baseUrl}`
  );
}

function configured(found: Found, name: string | undefined): Configuration | undefined {
  try {
    return configuration(found, name);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

const pairs = { keys: ["publicKey", "secretKey"], client: ["clientId", "clientSecret"] } as const;

function signedBy(
  { publicKey, secretKey, clientId, clientSecret, tokenUrl, scope }: z.infer<typeof account>,
  kind: keyof typeof pairs,
  otherwise: z.infer<typeof account>,
): Credentials | undefined {
  if (kind === "keys")
    return publicKey !== undefined && secretKey !== undefined
      ? { kind, publicKey, secretKey }
      : undefined;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const wanted = scope ?? otherwise.scope;
  const client = {
    kind,
    clientId,
    clientSecret,
    tokenUrl: tokenUrl ?? otherwise.tokenUrl ?? defaultTokenUrl,
  };
  return wanted === undefined ? client : { ...client, scope: wanted };
}

/** Which kind of credentials the default account has. Where both kinds are set, the one in the stack configuration wins over the one in the environment. */
function kindOf(found: Found): keyof typeof pairs | "both" {
  const weight = (kind: keyof typeof pairs): number =>
    Math.max(
      ...pairs[kind].map((name) =>
        found[name] === undefined ? 0 : found[name].from === variableOf(name) ? 1 : 2,
      ),
    );
  if (weight("client") === 0) return "keys";
  if (weight("client") === weight("keys")) return "both";
  return weight("client") > weight("keys") ? "client" : "keys";
}

function bothKinds(found: Found): string {
  const set = [...pairs.keys, ...pairs.client].flatMap((name) => found[name]?.from ?? []);
  return `${set.join(", ")} are set: keep the keys or the OAuth2 client, not both`;
}

function missing(found: Found, kind: keyof typeof pairs): string {
  const parts = pairs[kind].filter((name) => found[name] === undefined);
  const what = kind === "client" ? "OAuth2 client" : parts.length > 1 ? "keys" : "key";
  const commands = parts.map(
    (name) => `\`pulumi config set${/secret/i.test(name) ? " --secret" : ""} ${keyOf(name)}\``,
  );
  const elsewhere =
    found.provider === undefined
      ? `run ${commands.join(" and ")}${found.dynamic ? " (which does not reach a resource with the option provider)" : ""}`
      : `give ${parts.join(" and ")} to the provider '${found.provider}' in the program, since the stack's configuration does not reach it`;
  return `no ${what} to sign in to Sendcloud with: set ${parts.map(variableOf).join(" and ")} in the environment, or ${elsewhere}`;
}

function unknownAccount(
  found: Found,
  name: string,
  accounts: Readonly<Record<string, unknown>>,
): string {
  const names = Object.keys(accounts);
  const has = names.length > 0 ? `: it has ${names.join(", ")}` : "";
  const add =
    found.provider === undefined
      ? `Add it with \`pulumi config set --path --secret ${keyOf("accounts")}.NAME.secretKey\` and likewise publicKey`
      : `Add it to the accounts of the provider '${found.provider}' in the program, since the stack's configuration does not reach it`;
  return `account ${JSON.stringify(name)} is not in ${found.accounts?.from ?? keyOf("accounts")}${has}. ${add}, or correct the name`;
}
