/** How a promotion shows values: of URLs the host alone, also inside objects and JSON, and of secrets nothing. Pure. */
import { cut, redact } from "../../format";
import { isMap } from "../../values";
import { isSecret } from "./guard";
import { Odd, plainValue } from "./plain";

const maxLength = 100;

/** A value in the table of changes; `undefined` stands for none. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (isSecret(value)) return "a secret";
  if (value instanceof Odd) return value.spelled;
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((element) => typeof element === "string")
  )
    return cut(value.map(text).join(", "), maxLength);
  if (typeof value !== "string") return cut(redact(JSON.stringify(masked(value)), []), maxLength);
  // In quotes, where it would be taken for something else.
  return value.trim() !== value || plainValue(value) !== value
    ? JSON.stringify(text(value))
    : cut(text(value), maxLength);
}

function text(value: string): string {
  return isCiphertext(value) ? "a secret" : redact(value, []);
}

function masked(value: unknown): unknown {
  if (value instanceof Odd) return value.spelled;
  if (typeof value === "string") return isCiphertext(value) ? "a secret" : value;
  if (Array.isArray(value)) return value.map(masked);
  if (!isMap(value)) return value;
  return isSecret(value)
    ? "a secret"
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner)]));
}

/** Text that Pulumi has encrypted. */
function isCiphertext(value: string): boolean {
  return /^v1:[\w+/=]{8,}:[\w+/=]{8,}$/.test(value);
}
