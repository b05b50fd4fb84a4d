/** The kinds of values that inputs take, each with what is said of a wrong one. */
import * as z from "../zod-parts";
import { described } from "../format";
import { parsedUrl } from "../url";
import { isMap } from "../values";
import { missingInUrl, textFault } from "./look-alikes";

/** What was given in place of what is wanted. Pulumi sends objects without properties of their own as `{}`. */
function butGiven(input: unknown, instead: string): string {
  if (Number.isNaN(input)) return "but NaN was given: what it is made of is missing, or no number";
  return isMap(input) && Object.keys(input).length === 0
    ? `but an empty object was given, which is what becomes of a URL, a Date, a Map or a bigint: ${instead}`
    : `but ${described(input)} was given`;
}

/** How a message ends where text is wanted: in YAML, what looks like a number or a flag is one, unless it is quoted. */
const inQuotes = (input: unknown): string =>
  Number.isFinite(input) || typeof input === "boolean"
    ? ': write it in quotes, in YAML too ("2024")'
    : "";

const asText = (input: unknown): string =>
  `${butGiven(input, "give its text, such as url.href or String(id)")}${inQuotes(input)}`;

/** Text as a program means it; `wanted` begins the message about any other value. */
function textOf(wanted: (input: unknown) => string): z.ZodString {
  return z
    .string({ error: ({ input }) => wanted(input) })
    .refine((value) => textFault(value) === undefined, {
      error: ({ input }) => textFault(String(input)),
      abort: true,
    });
}

const text = textOf((input) => `must be text, ${asText(input)}`);

const length = (value: string): number => [...value].length;

export const shopName = text
  .refine((name) => name !== "", {
    error: "must not be empty: Sendcloud wants 1 to 250 characters",
  })
  .refine((name) => name === name.trim(), {
    error: ({ input }) =>
      String(input).trim() === ""
        ? "holds nothing but blanks: Sendcloud wants 1 to 250 characters"
        : "has blanks at its beginning or end, which Sendcloud may drop: write it without them",
  })
  .refine((name) => length(name) <= 250, {
    error: ({ input }) =>
      `must have at most 250 characters, but has ${length(String(input))}: shorten it`,
  });

const notUrl = ({ input }: { input?: unknown }): string =>
  missingInUrl(String(input)) === undefined
    ? "must be a complete http or https URL without spaces, such as https://shop.example/path (what was given is not shown: a URL may hold a token)"
    : "must be a complete http or https URL, but holds the text of a missing value or an object, such as undefined or [object Object]";

export const httpUrl = text.refine(isHttpUrl, { error: notUrl });

/** `""` is no URL. */
export const httpUrlOrNone = text.refine((value) => value === "" || isHttpUrl(value), {
  error: notUrl,
});

function isHttpUrl(value: string): boolean {
  return (
    /^https?:\/\/[^/?#]/i.test(value) &&
    !/[\s\p{Cc}\\]/u.test(value) &&
    parsedUrl(value) !== undefined
  );
}

export const flag = z.boolean({
  error: ({ input }) =>
    typeof input === "string"
      ? (textFault(input) ??
        "must be true or false, but text was given: write it without quotes, and read it from the configuration as a boolean")
      : `must be true or false, ${butGiven(input, "give true or false")}`,
});

export const carrierCodes = z.array(
  textOf((input) => {
    const wrong = `must be a list of carrier codes, but it holds ${described(input)}`;
    return `${wrong}${inQuotes(input)}`;
  }).refine((code) => code !== "", { error: "holds an empty carrier code: remove it" }),
  {
    error: ({ input }) =>
      (typeof input === "string" ? textFault(input) : undefined) ??
      `must be a list of carrier codes such as ["dhl"], ${butGiven(input, "give a list, such as [...codes]")}`,
  },
);

/** When tracking feedback goes back to the shop: each allowed value with its meaning. */
export const feedbackTypes = {
  eager: "the shop is notified of a parcel once its label is created",
  delayed: "the shop is notified of a parcel once the carrier scans its label",
  none: "the shop is not notified",
} as const;

/** What happens to settings when they are no longer managed: each allowed value with its meaning. */
export const destroyChoices = {
  retain: "nothing is sent",
  restore: "the settings return to what they were",
} as const;

/** What is said of a value that is none of the allowed ones. */
function noneOf(meanings: Readonly<Record<string, string>>) {
  const allowed = Object.entries(meanings).map(([name, meaning]) => `"${name}" (${meaning})`);
  return ({ input }: { input?: unknown }): string => {
    const wanted = `must be one of ${allowed.join(", ")}`;
    if (typeof input !== "string") return `${wanted}, ${butGiven(input, "give its text")}`;
    return textFault(input) ?? wanted;
  };
}

export const feedbackType = z.enum(["eager", "delayed", "none"], { error: noneOf(feedbackTypes) });

export const onDestroy = z.enum(["retain", "restore"], { error: noneOf(destroyChoices) });

export const account = textOf(
  (input) => `must be the name of an account in sendcloud:accounts, ${asText(input)}`,
).refine((name) => name !== "", {
  error: "must not be empty: leave it out for the default account",
});

export const integrationId = z
  .number({
    error: ({ input }) =>
      typeof input === "string"
        ? (textFault(input) ??
          "must be the integration's number, but text was given: give a number, without quotes")
        : `must be the integration's number, ${butGiven(input, "give a number, such as Number(id)")}`,
  })
  .refine((id) => id <= Number.MAX_SAFE_INTEGER, {
    error: `is too large: an integration's number is at most ${Number.MAX_SAFE_INTEGER}`,
    abort: true,
  })
  .refine((id) => Number.isInteger(id) && id >= 1, {
    error: "must be a whole number of at least 1",
  });
