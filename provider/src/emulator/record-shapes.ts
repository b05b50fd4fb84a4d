/** How answers may change records: facts that are missing or written in another way, and records that are not valid. Pure. */

/** A record of an answer, as it is about to be sent. */
export type ApiRecord = Record<string, unknown>;

/**
 * Shapes of records, by name.
 *
 * - `id alone` [documented: the response schema requires nothing]
 * - `facts missing`: no `type`, no dates [documented, likewise]
 * - `facts null` [assumed]
 * - `numbers as text`: `"id": "7"` [assumed]
 * - `dates with Z` [documented], `dates without zone` [documented], `day-first dates` such as `01-02-2018 21:45:30` [documented], `epoch dates`
 *   in seconds [assumed]
 * - `unknown fields`: `import_weight` [recorded], and one that is an object
 * - `broken record`: in lists, a record without a usable `id`, after the first that is good [assumed]
 * - `byte order mark`: before the text of each answer that has records [assumed]
 */
export const recordShapes = [
  "id alone",
  "facts missing",
  "facts null",
  "numbers as text",
  "dates with Z",
  "dates without zone",
  "day-first dates",
  "epoch dates",
  "unknown fields",
  "broken record",
  "byte order mark",
] as const;

/** A shape by its name, or a function that gets each record and returns what is sent in its place; `undefined` leaves it out of lists. */
export type RecordShape = (typeof recordShapes)[number] | ((record: ApiRecord) => unknown);

/** One shape, or several, applied in this order. */
export type RecordShapes = RecordShape | readonly RecordShape[];

const facts = ["type", "created_at", "updated_at", "last_fetched_at", "started_failing_at"];

type Named = Exclude<RecordShape, (record: ApiRecord) => unknown>;

const byName: Record<
  Exclude<Named, "broken record" | "byte order mark">,
  (record: ApiRecord) => ApiRecord
> = {
  "id alone": ({ id }) => ({ id }),
  "facts missing": (record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !facts.includes(name))),
  "facts null": (record) => mapped(record, (value, name) => (facts.includes(name) ? null : value)),
  "numbers as text": (record) =>
    mapped(record, (value) => (typeof value === "number" ? String(value) : value)),
  "dates with Z": (record) => dates(record, (date) => date.toISOString()),
  "dates without zone": (record) => dates(record, (date) => date.toISOString().replace("Z", "000")),
  "day-first dates": (record) => dates(record, dayFirst),
  "epoch dates": (record) => dates(record, (date) => Math.floor(date.getTime() / 1000)),
  "unknown fields": (record) => ({
    ...record,
    import_weight: null,
    unknown: { nested: [1, "two"] },
  }),
};

/** A record in its shapes. */
export function shaped(record: ApiRecord, shapes: RecordShapes): unknown {
  let shown: ApiRecord = record;
  for (const shape of listed(shapes)) {
    if (shape === "broken record" || shape === "byte order mark") continue;
    const next = typeof shape === "function" ? shape(shown) : byName[shape](shown);
    if (!isRecord(next)) return next;
    shown = next;
  }
  return shown;
}

/** The records of a list, each in its shapes already. */
export function shapedList(records: readonly unknown[], shapes: RecordShapes): unknown[] {
  const shown = records.filter((record) => record !== undefined);
  return listed(shapes).includes("broken record")
    ? [...shown.slice(0, 1), { id: null, shop_name: 7 }, ...shown.slice(1)]
    : shown;
}

/** The text of an answer that has records. */
export function shapedText(text: string, shapes: RecordShapes): string {
  return listed(shapes).includes("byte order mark") ? `\ufeff${text}` : text;
}

function listed(shapes: RecordShapes): readonly RecordShape[] {
  return typeof shapes === "string" || typeof shapes === "function" ? [shapes] : shapes;
}

function isRecord(value: unknown): value is ApiRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapped(record: ApiRecord, change: (value: unknown, name: string) => unknown): ApiRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}

function dates(record: ApiRecord, spelled: (date: Date) => unknown): ApiRecord {
  return mapped(record, (value, name) => {
    const date = typeof value === "string" && name.endsWith("_at") ? new Date(value) : undefined;
    return date === undefined || Number.isNaN(date.getTime()) ? value : spelled(date);
  });
}

function dayFirst(date: Date): string {
  const [day = "", time = ""] = date.toISOString().split("T");
  return `${day.split("-").reverse().join("-")} ${time.slice(0, 8)}`;
}
