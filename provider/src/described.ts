/** How a wrong value is told in an error: by its kind, never by its text, which may be a secret. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  return "an object";
}
