/** The configuration: what each value must be, and the credentials, address and limits of an account. Pure. */
import * as z from "zod";
import { ConfigurationError } from "../errors";
import { warningNames } from "../settings/warnings";
import { isLoopback, parsedUrl } from "../url";
import { parsedJson } from "../values";
import { unknownWarnings } from "./key-names";
import { type Found, keyOf, type SourceName, variableOf } from "./sources";

const defaultBaseUrl = "https://panel.sendcloud.sc/api/v3";

/** {@link https://sendcloud.dev/api/v3/oauth2/token OAuth 2.0 token} */
const defaultTokenUrl = "https://account.sendcloud.com/oauth2/token";

/** The credentials of an account: a pair of keys (HTTP Basic), or an OAuth2 client that gets access tokens. */
export type Credentials =
  | { kind: "keys"; publicKey: string; secretKey: string }
  | { kind: "client"; clientId: string; clientSecret: string; tokenUrl: string };

/** A limit on requests of one kind. */
export interface Rate {
  perMinute: number;
  /** How many may go at once after a rest, and in any one second. */
  burst: number;
}

/** Everything needed to talk to one Sendcloud account. */
export interface Configuration {
  credentials: Credentials;
  /** Base URL of the API, without a slash at its end. */
  baseUrl: string;
  /** How fast reads (GET) and writes (PATCH) are sent; `undefined` sets no limit of ours. */
  reads?: Rate | undefined;
  writes?: Rate | undefined;
  /** Where values came from, as messages name it. */
  from: Record<"credentials" | "baseUrl" | "tokenUrl" | "reads" | "writes", string>;
}

/** The published limits: GET 1,000 a minute; POST, PATCH, PUT and DELETE 100 a minute, in bursts of 15 a second. */
const published = {
  reads: { perMinute: 1000, burst: 50 },
  writes: { perMinute: 100, burst: 15 },
} as const;

const text = z
  .string()
  .regex(
    /^[\x21-\x7e]+$/,
    "holds spaces, line ends or other characters that no key has: copy it again",
  );

const userName = text.regex(
  /^[^:]*$/,
  "holds a colon, which no key or client id has: copy it again",
);

const safeUrl = z
  .string()
  .refine(
    isSafeUrl,
    "must be an https URL without user name, query or fragment; http is for loopback only",
  )
  .transform((url) => url.replace(/\/+$/, ""));

function isSafeUrl(value: string): boolean {
  const url = parsedUrl(value);
  if (url === undefined || /[?#\s]/.test(value) || url.username + url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

const rate = z
  .string()
  .regex(/^([1-9]\d{0,4}|100000|off)$/, "must be a whole number from 1 to 100000, or off")
  .transform((text) => (text === "off" ? text : Number(text)));

const flag = z.enum(["true", "false"], "must be true or false");

const signIn = {
  publicKey: userName.optional(),
  secretKey: text.optional(),
  clientId: userName.optional(),
  clientSecret: text.optional(),
  baseUrl: safeUrl.optional(),
  tokenUrl: safeUrl.optional(),
};

const needed = "publicKey and secretKey, or clientId and clientSecret";

/** One entry of `sendcloud:accounts`. */
const account = z
  .strictObject(signIn, `must be an object with ${needed}; baseUrl and tokenUrl may be in it too`)
  .refine(
    ({ publicKey, secretKey, clientId, clientSecret }) =>
      !publicKey === !secretKey && !clientId === !clientSecret && !publicKey !== !clientId,
    `needs ${needed}`,
  );

const accounts = z.record(z.string(), account, "must be a JSON object of accounts by name");

const schema = z.object({
  ...signIn,
  accounts: z.string().transform(parsedJson).pipe(accounts).default({}),
  readsPerMinute: rate.optional(),
  writesPerMinute: rate.optional(),
  verifyWrites: flag.optional(),
  previewAdoption: flag.optional(),
  silence: z
    .string()
    .refine((text) => unknownWarnings(text).length === 0, {
      error: ({ input }) =>
        `must be all, or a list of ${Object.keys(warningNames).join(", ")}: ${unknownWarnings(String(input)).join("; ")}`,
    })
    .optional(),
} satisfies Record<SourceName, z.ZodType>);

/** The values, validated; or what is wrong with them, each problem with the place that its value came from. */
type Validated =
  { values: z.output<typeof schema>; problems?: never } | { values?: never; problems: string[] };

const done = new WeakMap<Found, Validated>();

/** Validates the configuration; the result is cached, since every resource asks for it. */
function validated(found: Found): Validated {
  const result = done.get(found) ?? validate(found);
  done.set(found, result);
  return result;
}

function validate({ provider: _, dynamic: _dynamic, ...found }: Found): Validated {
  const places = new Map<PropertyKey | undefined, string>();
  const given: Record<string, string> = {};
  for (const [name, { value, from }] of Object.entries(found)) {
    places.set(name, from);
    given[name] = value;
  }
  const { data, error } = schema.safeParse(given);
  if (error === undefined) return { values: data };
  const problem = ({ path: [name, ...rest], message }: z.core.$ZodIssue): string =>
    `${[places.get(name), ...rest].join(".")} ${message}`;
  return { problems: error.issues.map(problem) };
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
  return unknownAccount(found, name, Object.keys(values.accounts));
}

/** The configuration of an account: the named one, or the default. Throws {@link ConfigurationError} where it has none. */
export function configuration(found: Found, name?: string): Configuration {
  const { values, problems } = validated(found);
  if (problems) throw new ConfigurationError(problems.join("; "));
  const { accounts, readsPerMinute, writesPerMinute } = values;
  const named = name !== undefined && Object.hasOwn(accounts, name) ? accounts[name] : undefined;
  if (name !== undefined && named === undefined)
    throw new ConfigurationError(unknownAccount(found, name, Object.keys(accounts)));
  const kind = named === undefined ? kindOf(found) : named.publicKey ? "keys" : "client";
  if (kind === "both") throw new ConfigurationError(bothKinds(found));
  const credentials = credentialsOf(named ?? values, kind, values.tokenUrl);
  if (credentials === undefined) throw new ConfigurationError(missing(found, kind));
  const place = (of: SourceName): string => found[of]?.from ?? keyOf(of);
  const account = `${place("accounts")}.${name}`;
  const url = (of: "baseUrl" | "tokenUrl"): string =>
    named?.[of] === undefined ? place(of) : `${account}.${of}`;
  const baseUrl = named?.baseUrl ?? values.baseUrl ?? defaultBaseUrl;
  return {
    credentials,
    baseUrl,
    reads: rateOf(readsPerMinute, published.reads, baseUrl),
    writes: rateOf(writesPerMinute, published.writes, baseUrl),
    from: {
      credentials: named === undefined ? pairs[kind].map(place).join(" and ") : account,
      baseUrl: url("baseUrl"),
      tokenUrl: url("tokenUrl"),
      reads: place("readsPerMinute"),
      writes: place("writesPerMinute"),
    },
  };
}

/** Who signs in to an account, and where: equal for two names of one account. `undefined` where it has no credentials. */
export function ownerOf(found: Found, name: string | undefined): string | undefined {
  try {
    const { credentials, baseUrl } = configuration(found, name);
    const user = credentials.kind === "keys" ? credentials.publicKey : credentials.clientId;
    return `${user} at ${baseUrl}`;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

const pairs = { keys: ["publicKey", "secretKey"], client: ["clientId", "clientSecret"] } as const;

function credentialsOf(
  { publicKey, secretKey, clientId, clientSecret, tokenUrl }: z.output<typeof account>,
  kind: keyof typeof pairs,
  otherTokenUrl: string = defaultTokenUrl,
): Credentials | undefined {
  if (kind === "keys") return publicKey && secretKey ? { kind, publicKey, secretKey } : undefined;
  if (!clientId || !clientSecret) return undefined;
  return { kind, clientId, clientSecret, tokenUrl: tokenUrl ?? otherTokenUrl };
}

/** Which kind of credentials the default account has. Where both are set, that of the configuration wins. */
function kindOf(found: Found): keyof typeof pairs | "both" {
  const weight = (kind: keyof typeof pairs): number =>
    Math.max(
      ...pairs[kind].map((of) => (found[of] ? (found[of].from === variableOf(of) ? 1 : 2) : 0)),
    );
  const more = weight("client") - weight("keys");
  if (more === 0 && weight("client") > 0) return "both";
  return more > 0 ? "client" : "keys";
}

/** At Sendcloud's own hosts the published limits hold by default; at others, such as an emulator, none. */
function rateOf(
  configured: number | "off" | undefined,
  standard: Rate,
  baseUrl: string,
): Rate | undefined {
  if (configured === "off") return undefined;
  if (configured === undefined) return isSendclouds(baseUrl) ? standard : undefined;
  const burst = Math.ceil((configured * standard.burst) / standard.perMinute);
  return { perMinute: configured, burst: Math.min(standard.burst, burst) };
}

function isSendclouds(baseUrl: string): boolean {
  return /(^|\.)sendcloud\.(sc|com)\.?$/i.test(parsedUrl(baseUrl)?.hostname ?? "");
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
  const other = found.provider ? given(found, parts) : `, or run ${commands.join(" and ")}`;
  return `no ${what} to sign in to Sendcloud with: set ${parts.map(variableOf).join(" and ")} in the environment${other}`;
}

function unknownAccount(found: Found, name: string, names: readonly string[]): string {
  const key = keyOf("accounts");
  const has = names.length > 0 ? `: it has ${names.join(", ")}` : "";
  const add = `Add it ${
    found.provider === undefined
      ? `with \`pulumi config set --path --secret ${key}.NAME.secretKey\` and likewise publicKey`
      : `to ${variableOf("accounts")} in the environment${given(found, ["accounts"])}`
  }`;
  return `account ${JSON.stringify(name)} is not in ${found.accounts?.from ?? key}${has}. ${add}. Or correct the name`;
}

/** How an explicit provider is given values: the stack's configuration does not reach it. */
function given({ provider, dynamic }: Found, what: readonly SourceName[]): string {
  const why = `the stack's configuration does not reach the provider '${provider}'`;
  return dynamic ? `, since ${why}` : `, or give it ${what.join(" and ")} in the program: ${why}`;
}
