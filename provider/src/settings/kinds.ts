/** The kinds of values that can be declared, each with what is said against a wrong one. */
import * as z from "zod";
import { described } from "../format";
import { parsedUrl } from "../url";

/** How a message ends where `null` was given. */
export const leaveOut = (input: unknown): string =>
  input === null ? ": to stop managing the setting, leave it out" : "";

/** On or off. */
export const flag = z.boolean({
  error: ({ input }) => {
    const unquote =
      input === "true" || input === "false"
        ? ": write it without quotes, or read it with config.getBoolean"
        : "";
    return `must be true or false, but ${described(input)} was given${unquote}${leaveOut(input)}`;
  },
});

/** How a message ends where text is wanted. In YAML, what looks like a number or a date is one, unless it is quoted. */
export const inQuotes = (input: unknown): string =>
  ["number", "boolean"].includes(typeof input) || input instanceof Date
    ? ': write it in quotes, in YAML too ("2024")'
    : "";

/** What Pulumi makes of a date in YAML that is not in quotes: nobody writes it by hand. */
const yamlDate = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} \S+$/;

/** Text that a program declares: not what became of a date on the way. */
export const notDate = (value: string): boolean => !yamlDate.test(value);

/** What is said against such text. */
export const quoteDate =
  'is a date that Pulumi has spelled out: write it in quotes, in YAML too ("2024-01-01")';

/** Any text. */
export const text = z.string({
  error: ({ input }) =>
    `must be text, but ${described(input)} was given${inQuotes(input)}${leaveOut(input)}`,
});

/** A web address. */
export const httpUrl = text.refine(isHttpUrl, {
  error:
    "must be a complete http or https URL without spaces, such as https://shop.example/path (what was given is not shown: a URL may hold a token)",
});

function isHttpUrl(value: string): boolean {
  return (
    /^https?:\/\/[^/?#]/i.test(value) &&
    !/[\s\p{Cc}\\]/u.test(value) &&
    parsedUrl(value) !== undefined
  );
}

/**
 * When tracking feedback goes back to the shop: each allowed value with its meaning.
 * @example
 * ```ts
 * import { feedbackTypes } from "pulumi-sendcloud/settings";
 *
 * console.log(`eager: ${feedbackTypes.eager}`);
 * ```
 */
export const feedbackTypes = {
  eager: "the shop is notified of a parcel once its label is created",
  delayed: "the shop is notified of a parcel once the carrier scans its label",
  none: "the shop is not notified",
} as const;

/** When tracking feedback goes back to the shop. */
export const feedbackType = z.enum(["eager", "delayed", "none"], {
  error: ({ input }) => {
    const allowed = Object.entries(feedbackTypes).map(
      ([name, meaning]) => `"${name}" (${meaning})`,
    );
    const given =
      typeof input === "string" ? "" : `, but ${described(input)} was given${leaveOut(input)}`;
    return `must be one of ${allowed.join(", ")}${given}`;
  },
});
