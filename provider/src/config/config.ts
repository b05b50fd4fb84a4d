/** The configuration: what each value must be, and the credentials, address and limits of an account. Pure. */
import * as z from "../zod-parts";
import { ConfigurationError } from "../errors";
import { isLoopback, parsedUrl } from "../url";
import { parsedJson } from "../values";
import { silenceProblem } from "./key-names";
import { type Found, keyOf, type SourceName, variableOf } from "./sources";

const defaultBaseUrl = "https://panel.sendcloud.sc/api/v3";

/** {@link https://sendcloud.dev/api/v3/oauth2/token OAuth 2.0 token} */
const defaultTokenUrl = "https://account.sendcloud.com/oauth2/token";

/** A pair of keys (HTTP Basic), or an OAuth2 client that gets access tokens. */
export type Credentials =
  | { kind: "keys"; publicKey: string; secretKey: string }
  | { kind: "client"; clientId: string; clientSecret: string; tokenUrl: string };

export interface Rate {
  perMinute: number;
  /** How many may go at once after a rest, and in any one second. */
  burst: number;
}

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

const wrongCharacters = "holds spaces, or characters that no key has: copy it again";
const text = z.string().regex(/^[\x21-\x7e]+$/, wrongCharacters);
const userName = text.regex(/^[^:]*$/, "holds a colon, which no key has: copy it again");

const safeUrl = z.string().refine((value) => {
  const url = parsedUrl(value);
  if (url === undefined || /[?#\s]/.test(value) || url.username + url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}, "must be an https URL (http: loopback only), no user name, query, fragment");

const flag = z.enum(["true", "false"], "must be true or false");

const rate = z
  .string()
  .regex(/^([1-9]\d{0,4}|100000|off)$/, "must be a whole number from 1 to 100000, or off")
  .transform((text) => (text === "off" ? text : Number(text)));

const signIn = {
  publicKey: userName,
  secretKey: text,
  clientId: userName,
  clientSecret: text,
  baseUrl: safeUrl,
  tokenUrl: safeUrl,
};

const needed = "publicKey and secretKey, or clientId and clientSecret";

/** One entry of `sendcloud:accounts`. */
const account = z
  .strictObject(signIn, `must be an object with ${needed}; baseUrl and tokenUrl may be in it too`)
  .partial()
  .refine(
    ({ publicKey, secretKey, clientId, clientSecret }) =>
      !publicKey === !secretKey && !clientId === !clientSecret && !publicKey !== !clientId,
    `needs ${needed}`,
  );

const accounts = z.record(z.string(), account, "must be a JSON object of accounts by name");

const schema = z
  .object({
    ...signIn,
    accounts: z.string().transform(parsedJson).pipe(accounts),
    readsPerMinute: rate,
    writesPerMinute: rate,
    verifyWrites: flag,
    previewAdoption: flag,
    silence: z.string().superRefine((names, context) => {
      const problem = silenceProblem(names);
      if (problem !== undefined) context.addIssue(problem);
    }),
  } satisfies Record<SourceName, z.ZodType>)
  .partial();

/** Every resource asks for it, so the result is cached. */
const done = new WeakMap<Found, ReturnType<typeof validate>>();

function validated(found: Found): ReturnType<typeof validate> {
  const result = done.get(found) ?? validate(found);
  done.set(found, result);
  return result;
}

/** The values, and what is wrong with them, each problem with the place that its value came from. */
function validate({ provider: _, dynamic: _dynamic, ...given }: Found) {
  const places = new Map(Object.entries(given));
  const values = Object.fromEntries([...places].map(([name, { value }]) => [name, value]));
  const { data = {}, error } = schema.safeParse(values);
  const problem = ({ path: [name, ...rest], message }: z.core.$ZodIssue): string =>
    `${[places.get(String(name))?.from, ...rest].join(".")} ${message}`;
  return { values: data, problems: error?.issues.map(problem) ?? [] };
}

/** What is wrong with the values that are there. A preview needs no keys, so one that is missing is no problem yet. */
export function problems(found: Found): string[] {
  const { problems: malformed } = validated(found);
  return malformed.length === 0 && kindOf(found) === "both" ? [bothKinds(found)] : malformed;
}

/** The names of the accounts that are configured beside the default one. */
export function accountNames(found: Found): string[] {
  return Object.keys(validated(found).values.accounts ?? {});
}

/** What is wrong with an account's name, where accounts are configured at all: keys may be there only when they are used. */
export function accountProblem(found: Found, name: string): string | undefined {
  const { accounts } = validated(found).values;
  return accounts && !Object.hasOwn(accounts, name) ? unknownAccount(found, name) : undefined;
}

/** The configuration of an account: the named one, or the default. Throws {@link ConfigurationError} where it has none. */
export function configuration(found: Found, name?: string): Configuration {
  const { values, problems } = validated(found);
  if (problems.length > 0) throw new ConfigurationError(problems.join("; "));
  const { accounts = {}, readsPerMinute, writesPerMinute } = values;
  const named = name !== undefined && Object.hasOwn(accounts, name) ? accounts[name] : undefined;
  if (name !== undefined && named === undefined)
    throw new ConfigurationError(unknownAccount(found, name));
  const kind = named === undefined ? kindOf(found) : named.publicKey ? "keys" : "client";
  if (kind === "both") throw new ConfigurationError(bothKinds(found));
  const { publicKey, secretKey, clientId, clientSecret } = named ?? values;
  const tokenUrl = named?.tokenUrl ?? values.tokenUrl ?? defaultTokenUrl;
  const credentials: Credentials | "" | undefined =
    kind === "keys"
      ? publicKey && secretKey && { kind, publicKey, secretKey }
      : clientId && clientSecret && { kind, clientId, clientSecret, tokenUrl };
  if (!credentials) {
    const parts = pairs[kind].filter((part) => found[part] === undefined);
    const what = kind === "client" ? "OAuth2 client" : parts.length > 1 ? "keys" : "key";
    const how = howToSet(parts, found);
    throw new ConfigurationError(`no ${what} to sign in to Sendcloud with: ${how}`);
  }
  const place = (of: SourceName): string => found[of]?.from ?? keyOf(of);
  const account = `${place("accounts")}.${name}`;
  const placeOfUrl = (of: "baseUrl" | "tokenUrl"): string =>
    named?.[of] === undefined ? place(of) : `${account}.${of}`;
  const baseUrl = (named?.baseUrl ?? values.baseUrl ?? defaultBaseUrl).replace(/\/+$/, "");
  return {
    credentials,
    baseUrl,
    reads: rateOf(readsPerMinute, { perMinute: 1000, burst: 50 }, baseUrl),
    writes: rateOf(writesPerMinute, { perMinute: 100, burst: 15 }, baseUrl),
    from: {
      credentials: named === undefined ? pairs[kind].map(place).join(" and ") : account,
      baseUrl: placeOfUrl("baseUrl"),
      tokenUrl: placeOfUrl("tokenUrl"),
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

/** Which kind of credentials the default account has. Where both are set, that of the configuration wins. */
function kindOf(found: Found): keyof typeof pairs | "both" {
  const weigh = (name: SourceName): number =>
    found[name] === undefined ? 0 : found[name].from === variableOf(name) ? 1 : 2;
  const keys = Math.max(...pairs.keys.map(weigh));
  const client = Math.max(...pairs.client.map(weigh));
  if (keys === client && keys > 0) return "both";
  return client > keys ? "client" : "keys";
}

/**
 * The published limits are GET 1,000 a minute, and POST, PATCH, PUT and DELETE 100 a minute, in bursts of 15 a second. They
 * hold by default at Sendcloud's own hosts; at others, such as an emulator, none.
 */
function rateOf(configured: number | "off" | undefined, standard: Rate, baseUrl: string) {
  if (configured === "off") return undefined;
  const isSendclouds = /(^|\.)sendcloud\.(sc|com)\.?$/i.test(new URL(baseUrl).hostname);
  if (configured === undefined) return isSendclouds ? standard : undefined;
  const burst = Math.ceil((configured * standard.burst) / standard.perMinute);
  return { perMinute: configured, burst: Math.min(standard.burst, burst) };
}

function bothKinds(found: Found): string {
  const set = [...pairs.keys, ...pairs.client].flatMap((name) => found[name]?.from ?? []);
  return `${set.join(", ")} are set: keep the keys or the OAuth2 client, not both`;
}

function unknownAccount(found: Found, name: string): string {
  const names = accountNames(found).join(", ");
  const has = names === "" ? "" : `: it has ${names}`;
  const how = howToSet(["accounts"], found);
  return `account ${JSON.stringify(name)} is not in ${found.accounts?.from ?? keyOf("accounts")}${has}. Correct the name, or add it: ${how}`;
}

/** How values are set. The stack's configuration does not reach an explicit provider. */
function howToSet(names: readonly SourceName[], { provider, dynamic }: Found): string {
  const commands = names.map((name) => {
    const secret = /secret/i.test(name) ? " --secret" : "";
    const key = name === "accounts" ? `--path --secret ${keyOf(name)}.NAME.secretKey` : keyOf(name);
    return `\`pulumi config set${secret} ${key}\``;
  });
  const why = `the stack's configuration does not reach the provider '${provider}'`;
  const given = dynamic ? `, since ${why}` : `, or give it ${names.join(" and ")}: ${why}`;
  const other = provider === undefined ? `, or run ${commands.join(" and ")}` : given;
  return `set ${names.map(variableOf).join(" and ")} in the environment${other}`;
}
