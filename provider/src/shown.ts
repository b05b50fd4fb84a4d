/** How a setting's value is shown to a person: a URL by its host alone, since the rest may be a token. Pure. */
import { isEmpty } from "./changes";
import { redact } from "./redact";

/** Longer text is cut, in characters. */
const longest = 80;

export function shown(value: unknown): string {
  if (isEmpty(value)) return "nothing";
  if (Array.isArray(value)) return value.map(String).join(" ");
  if (typeof value !== "string") return String(value);
  const text = redact(value, []);
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
