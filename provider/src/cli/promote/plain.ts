/** What an unquoted scalar means in Pulumi's YAML (go-yaml v3), which is neither YAML 1.1 nor 1.2. Pure. */

/** A value that readers of YAML understand differently, so that only its spelling is kept: a date, `1_000`, `0b11`, `.inf`, or one with a tag. */
export class Odd {
  constructor(readonly spelled: string) {}

  toJSON(): string {
    return this.spelled;
  }
}

/** A scalar's value, as Pulumi reads it. */
export type ScalarValue = string | number | boolean | null | Odd;

const words = new Map<string, boolean | null>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

const decimal = /^(?:0|-?[1-9]\d*)$/;
const fraction = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;
const prefixed = /^[-+]?0(?:x[\da-f]+|b[01]+|o?[0-7]+)$/i;
const notFinite = /^(?:[-+]?\.inf|\.nan)$/i;
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt\s])/;

/** The value of an unquoted scalar. */
export function plainValue(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (decimal.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  const digits = text.replaceAll("_", "");
  const isNumber = /^[-+.\d]/.test(text) && (prefixed.test(digits) || fraction.test(digits));
  if (isNumber && digits === text && /[.e]/i.test(text) && !prefixed.test(text))
    return Number(text);
  return isNumber || notFinite.test(text) || date.test(text) || text === "<<"
    ? new Odd(text)
    : text;
}
