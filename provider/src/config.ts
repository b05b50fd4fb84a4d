/** How the provider is configured: values looked up in the stack configuration and the environment, and what they must be. Pure. */
import * as z from "zod";
import { ConfigurationError } from "./errors";

/** Everything needed to talk to one Sendcloud account. */
export interface Configuration {
  publicKey: string;
  secretKey: string;
  /** Base URL of the API, without a slash at its end. */
  baseUrl: string;
  /** Calls in flight at the same time. */
  maxConcurrency: number;
  /** Requests a minute that are never exceeded; `undefined` leaves it to the account's own limit. */
  requestsPerMinute: number | undefined;
}

/** Base URL of the API unless another is configured. */
export const defaultBaseUrl = "https://panel.sendcloud.sc/api/v3";

/** Each value's name in the stack configuration and in the environment. */
const sources = {
  publicKey: { key: "sendcloud:publicKey", variable: "SENDCLOUD_PUBLIC_KEY" },
  secretKey: { key: "sendcloud:secretKey", variable: "SENDCLOUD_SECRET_KEY" },
  baseUrl: { key: "sendcloud:baseUrl", variable: "SENDCLOUD_BASE_URL" },
  maxConcurrency: { key: "sendcloud:maxConcurrency", variable: "SENDCLOUD_MAX_CONCURRENCY" },
  requestsPerMinute: { key: "sendcloud:requestsPerMinute", variable: "SENDCLOUD_REQUESTS_PER_MINUTE" },
} as const satisfies Record<keyof Configuration, { key: string; variable: string }>;

/** Values as they were found, each with the name of the place it came from. */
export type Found = { readonly [Name in keyof Configuration]?: { value: string; from: string } | undefined };

/** Looks every value up: explicit configuration wins over the environment; an empty text counts as not set. */
export function lookUp(config: (key: string) => string | undefined, environment: NodeJS.ProcessEnv): Found {
  const find = ({ key, variable }: { key: string; variable: string }): { value: string; from: string } | undefined => {
    const configured = config(key);
    if (configured) return { value: configured, from: key };
    const set = environment[variable];
    return set ? { value: set, from: variable } : undefined;
  };
  return {
    publicKey: find(sources.publicKey),
    secretKey: find(sources.secretKey),
    baseUrl: find(sources.baseUrl),
    maxConcurrency: find(sources.maxConcurrency),
    requestsPerMinute: find(sources.requestsPerMinute),
  };
}

const visibleText = z.string().regex(/^[\x21-\x7e]+$/, "holds spaces, line ends or other characters that no key has: copy it again");

const count = (most: number): z.ZodType<number, string> =>
  z
    .string()
    .refine((text) => /^[1-9]\d{0,5}$/.test(text) && Number(text) <= most, `must be a whole number from 1 to ${most}`)
    .transform(Number);

const schema = z.object({
  publicKey: visibleText.regex(/^[^:]*$/, "holds a colon, which no public key has: copy it again").optional(),
  secretKey: visibleText.optional(),
  baseUrl: z
    .string()
    .refine(
      isSafeBaseUrl,
      `must be an https URL without user name, query or fragment, such as ${defaultBaseUrl}; http is for loopback only`,
    )
    .transform((url) => url.replace(/\/+$/, ""))
    .default(defaultBaseUrl),
  maxConcurrency: count(64).default(8),
  requestsPerMinute: count(100_000).optional(),
});

function isSafeBaseUrl(value: string): boolean {
  if (!URL.canParse(value) || /[?#\s]/.test(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  const loopback = hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  return username === "" && password === "" && (protocol === "https:" || (protocol === "http:" && loopback));
}

/** What is wrong with the values that are there. A preview needs no keys, so one that is missing is no problem yet. */
export function problems(found: Found): string[] {
  const { error } = schema.safeParse(valuesOf(found));
  return error ? told(error, found) : [];
}

/** The configuration to talk to the API with. Throws {@link ConfigurationError} for a value that is missing or malformed. */
export function configuration(found: Found): Configuration {
  const { data, error } = schema.safeParse(valuesOf(found));
  if (error) throw new ConfigurationError(told(error, found).join("; "));
  const { publicKey, secretKey, ...rest } = data;
  if (publicKey === undefined || secretKey === undefined) {
    const missing = [publicKey === undefined ? sources.publicKey : [], secretKey === undefined ? sources.secretKey : []].flat();
    throw new ConfigurationError(
      `no ${missing.length > 1 ? "keys" : "key"} to sign in to Sendcloud with: set ${missing.map(({ variable }) => variable).join(" and ")} in the environment, ` +
        `or run ${missing.map(({ key }) => `\`pulumi config set${key.endsWith("secretKey") ? " --secret" : ""} ${key}\``).join(" and ")}`,
    );
  }
  return { publicKey, secretKey, ...rest, requestsPerMinute: rest.requestsPerMinute };
}

function valuesOf(found: Found): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(found).map(([name, place]) => [name, place?.value]));
}

function told(error: z.ZodError, found: Found): string[] {
  const origins = new Map<PropertyKey | undefined, string>(Object.entries(found).map(([name, place]) => [name, place?.from ?? name]));
  return error.issues.map(({ path: [name], message }) => `${origins.get(name) ?? String(name)} ${message}`);
}
