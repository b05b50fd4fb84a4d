/** What Sendcloud may make of a value before it stores it. Pure. */
import { isWebAddress } from "./addresses";

/**
 * What happens to values before they are stored, by name. Nothing of it is documented; all of it is [assumed], as web services do so.
 *
 * - `urls`: URLs as browsers write them, such as `https://a.example/` for `https://A.example`
 * - `percent case`: `%c3` becomes `%C3`
 * - `unreserved`: `%7e` becomes `~`
 * - `final dot`: `https://a.example./` becomes `https://a.example/`
 * - `empty parts`: a `?` or `#` with nothing behind it is dropped
 * - `fragment`: `#…` is dropped
 * - `carriers`: sorted, and in lower case
 */
export const normalizations = [
  "urls",
  "percent case",
  "unreserved",
  "final dot",
  "empty parts",
  "fragment",
  "carriers",
] as const;

/** The name of something that happens to values before they are stored. */
export type Normalization = (typeof normalizations)[number];

/** What is done: `true` is URLs as browsers write them, and carriers sorted and in lower case; `"all"` is everything. */
export type Normalizes = boolean | "all" | readonly Normalization[];

const urlSteps: Record<Exclude<Normalization, "carriers">, (url: string) => string> = {
  urls: (url) => new URL(url).href,
  "percent case": (url) => url.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase()),
  unreserved: (url) =>
    url.replace(/%[0-9a-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : code;
    }),
  "final dot": (url) => url.replace(/^(https?:\/\/[^/?#]+?)\.(?=(?::\d+)?(?:[/?#]|$))/i, "$1"),
  "empty parts": (url) => url.replace(/^([^#]*)#$/, "$1").replace(/^([^?#]*)\?(?=#|$)/, "$1"),
  fragment: (url) => url.replace(/#.*$/s, ""),
};

/** A value as it is stored. */
export function normalized(value: unknown, normalizes: Normalizes): unknown {
  const names = namesOf(normalizes);
  if (Array.isArray(value))
    return names.includes("carriers")
      ? value.map((code) => String(code).toLowerCase()).sort()
      : value;
  if (typeof value !== "string" || !isWebAddress(value)) return value;
  return names.reduce((url, name) => (name === "carriers" ? url : urlSteps[name](url)), value);
}

function namesOf(normalizes: Normalizes): readonly Normalization[] {
  if (normalizes === "all") return normalizations;
  if (normalizes === true) return ["urls", "carriers"];
  return normalizes === false ? [] : normalizes;
}
