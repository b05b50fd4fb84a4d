/** How values are shown to people: never a key, of a URL its host alone, and long text cut. Pure. */
import { isEmpty } from "./values";

/** Longer text is cut, in characters. */
const maxLength = 80;

/** Describes a wrong value in an error by its kind, never by its text, which may be a secret. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  return "an object";
}

/** Removes from text that others wrote (Sendcloud, the network) what must never be printed: these secrets, and all of a URL but its host. */
export function redact(text: string, secrets: readonly string[]): string {
  const withoutKeys = secrets.filter((secret) => secret !== "").reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  return withoutKeys
    .replace(/(\bhttps?:\/\/)(?:[^\s/?#"'<>@]*@)?([^\s/?#"'<>]+)([/?#][^\s"'<>]*)?/gi, (_url, scheme, host, rest) =>
      rest === undefined || rest === "/" ? `${scheme}${host}` : `${scheme}${host}/…`,
    )
    .replace(/\p{Cc}+/gu, " ");
}

/** Shows a setting's value: a URL by its host alone, since the rest may be a token. */
export function shown(value: unknown): string {
  if (isEmpty(value)) return "nothing";
  if (Array.isArray(value)) return value.map(String).join(" ");
  if (typeof value !== "string") return String(value);
  const text = redact(value, []);
  return JSON.stringify(text.length > maxLength ? `${text.slice(0, maxLength)}…` : text);
}
