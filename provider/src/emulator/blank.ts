/** How "not set" is written: in the store, in answers, and in changes. Pure. */

/** Spellings of "not set" in answers. */
export const blanks = ["text", "null", "missing"] as const;

/**
 * How answers spell a setting that is not set.
 *
 * - `text`: `""`, and `[]` for carriers [recorded]
 * - `null` [documented for `webhook_url`, assumed for others]
 * - `missing`: the member is left out [assumed: no member but `id` is promised]
 */
export type Blank = (typeof blanks)[number];

/** What a webhook URL can be cleared by. */
export const clearings = ["null", "text", "either", "nothing"] as const;

/**
 * What a PATCH clears the webhook URL by; anything else is refused with a 400 that names `webhook_url`.
 *
 * - `null` [documented for v3]
 * - `text`: `""`, and null is refused [documented for v2]
 * - `either` [assumed]
 * - `nothing`: once there is one, it stays [assumed]
 */
export type Clearing = (typeof clearings)[number];

/** A record in which what is not set is written as asked. */
export function withBlanks(record: Record<string, unknown>, blank: Blank): Record<string, unknown> {
  if (blank === "text") return record;
  const entries = Object.entries(record);
  if (blank === "missing")
    return Object.fromEntries(entries.filter(([, value]) => !isBlank(value)));
  return Object.fromEntries(entries.map(([name, value]) => [name, isBlank(value) ? null : value]));
}

/** Whether a value means "not set" where it is stored. */
export function isBlank(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether a change with this webhook URL clears it, and may do so. */
export function clears(value: unknown, clearing: Clearing): boolean {
  return (
    (value === null && ["null", "either"].includes(clearing)) ||
    (value === "" && ["text", "either"].includes(clearing))
  );
}
