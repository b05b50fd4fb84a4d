/** Reads the number and the facts of a record leniently: the API promises little about its answers. Settings are read in settings/live.ts. Pure. */

/** The number of an integration, also as text; `undefined` where there is none that can be used. */
export function readId(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 1
    ? number
    : undefined;
}

/** A fact that is text; `null` where there is none. */
export function readFact(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** A number below this counts seconds since 1970, any other milliseconds. As seconds it is the year 5138, as milliseconds 1973. */
const firstMilliseconds = 1e11;

/** A time: numbers become ISO 8601, other text stays as it is; `null` where there is none. */
export function readTime(value: unknown): string | null {
  const number =
    typeof value === "string" && /^\s*\d{9,}(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== "number") return readFact(number);
  const time = new Date(number < firstMilliseconds ? number * 1000 : number);
  return number > 0 && !Number.isNaN(time.getTime()) ? time.toISOString() : null;
}
