/** Reads a setting as Sendcloud answers it: leniently, since one odd value must not cost the others. `undefined` where it cannot be read. Pure. */

/** Text; `null` where it is not set, which Sendcloud writes as `""`. */
export function readText(value: unknown): string | null | undefined {
  if (value === null || value === "") return null;
  return typeof value === "string" ? value : undefined;
}

/** On or off, also as 0 and 1, or as text; `null` where it is not set. */
export function readFlag(value: unknown): boolean | null | undefined {
  if (value === null || value === "") return null;
  if (typeof value === "boolean") return value;
  const word =
    typeof value === "string" || typeof value === "number"
      ? String(value).trim().toLowerCase()
      : "";
  if (word === "true" || word === "1") return true;
  return word === "false" || word === "0" ? false : undefined;
}

/** A list of codes; empty where it is not set. */
export function readCodes(value: unknown): string[] | undefined {
  if (value === null || value === "") return [];
  return Array.isArray(value) && value.every((code) => typeof code === "string")
    ? value
    : undefined;
}
