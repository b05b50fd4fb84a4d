/** The schema of the configuration: what each value must be. Pure. */
import * as z from "zod";
import { isLoopback, parsedUrl } from "../url";
import { silenceList, unknownIn } from "./silence";
import { warningNames } from "../settings/warnings";
import type { Found } from "./sources";

/** Base URL of the API unless another is configured. */
export const defaultBaseUrl = "https://panel.sendcloud.sc/api/v3";

/** Where OAuth2 clients get their tokens, unless another address is configured. {@link https://sendcloud.dev/api/v3/oauth2/token OAuth 2.0 token} */
export const defaultTokenUrl = "https://account.sendcloud.com/oauth2/token";

const visibleText = z
  .string()
  .regex(
    /^[\x21-\x7e]+$/,
    "holds spaces, line ends or other characters that no key has: copy it again",
  );

const userName = visibleText.regex(
  /^[^:]*$/,
  "holds a colon, which no public key or client id has: copy it again",
);

const safeUrl = (example: string): z.ZodType<string, string> =>
  z
    .string()
    .refine(
      isSafeUrl,
      `must be an https URL without user name, query or fragment, such as ${example}; http is for loopback only`,
    );

function isSafeUrl(value: string): boolean {
  const url = parsedUrl(value);
  if (url === undefined || /[?#\s]/.test(value)) return false;
  const { protocol, hostname, username, password } = url;
  return (
    username === "" &&
    password === "" &&
    (protocol === "https:" || (protocol === "http:" && isLoopback(hostname)))
  );
}

const count = (most: number): z.ZodType<number, string> =>
  z
    .string()
    .refine(
      (text) => /^[1-9]\d{0,5}$/.test(text) && Number(text) <= most,
      `must be a whole number from 1 to ${most}`,
    )
    .transform(Number);

const rate = z.union(
  [z.literal("off"), count(100_000)],
  "must be a whole number from 1 to 100000, or off: how many such requests a minute are sent at most",
);

const flag = z
  .enum(["true", "false"], "must be true or false")
  .transform((text) => text === "true");

const signIn = {
  publicKey: userName.optional(),
  secretKey: visibleText.optional(),
  clientId: userName.optional(),
  clientSecret: visibleText.optional(),
  baseUrl: safeUrl(defaultBaseUrl)
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  tokenUrl: safeUrl(defaultTokenUrl).optional(),
  /** The scopes that OAuth2 tokens are asked for; without it a token may do all that the client may do. */
  scope: z
    .string()
    .regex(
      /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
      "must be scopes with one space between them, such as read:integration write:integration",
    )
    .optional(),
};

/** One entry of `sendcloud:accounts`. */
export const account = z
  .strictObject(
    signIn,
    "must be an object with publicKey and secretKey, or clientId and clientSecret; nothing else may be in it but baseUrl, tokenUrl and scope",
  )
  .refine(
    ({ publicKey, secretKey, clientId, clientSecret }) =>
      (publicKey === undefined) === (secretKey === undefined) &&
      (clientId === undefined) === (clientSecret === undefined) &&
      (publicKey === undefined) !== (clientId === undefined),
    "needs publicKey and secretKey, or clientId and clientSecret",
  );

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("must be a JSON object of accounts by name");
    return z.NEVER;
  }
});

const schema = z
  .object({
    ...signIn,
    accounts: json
      .pipe(z.record(z.string(), account, "must be a JSON object of accounts by name"))
      .default({}),
    maxConcurrency: count(64).default(8),
    /** At most so many requests of any kind a minute, evenly spread. */
    requestsPerMinute: count(100_000).optional(),
    /** At most so many reads (GET) and so many writes (PATCH) a minute. Where they are not set, what Sendcloud publishes holds for its own hosts. */
    readsPerMinute: rate.optional(),
    writesPerMinute: rate.optional(),
    verifyWrites: flag.default(false),
    previewAdoption: flag.default(false),
    silence: z
      .string()
      .superRefine((text, context) => {
        const unknown = unknownIn(silenceList(text));
        if (unknown.length > 0)
          context.addIssue(
            `must be all, or a list of ${Object.keys(warningNames).join(", ")}: ${unknown.join("; ")}`,
          );
      })
      .optional(),
  })
  .strict();

/** The values, validated; or what is wrong with them, each problem with the place that its value came from. */
type Validated =
  | { values: z.output<typeof schema>; problems?: undefined }
  | { values?: undefined; problems: string[] };

const done = new WeakMap<Found, Validated>();

/** Validates the configuration; the result is cached, since every resource asks for it. */
export function validated(found: Found): Validated {
  const result = done.get(found) ?? validate(found);
  done.set(found, result);
  return result;
}

function validate({ provider: _, dynamic: _dynamic, ...found }: Found): Validated {
  const { data, error } = schema.safeParse(
    Object.fromEntries(Object.entries(found).map(([name, place]) => [name, place.value])),
  );
  if (error === undefined) return { values: data };
  const origins = new Map<PropertyKey | undefined, string>(
    Object.entries(found).map(([name, place]) => [name, place.from]),
  );
  const told = ({ path: [name, ...rest], message }: z.core.$ZodIssue): string =>
    `${[origins.get(name) ?? name, ...rest].map(String).join(".")} ${message}`;
  return { problems: error.issues.map(told) };
}
