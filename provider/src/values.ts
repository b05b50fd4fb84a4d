/** Values of unknown shape: text that may be JSON, and the properties of inputs and outputs. Pure; loads nothing. */

/** Inputs, outputs, or one side of a change. */
export type Properties = Readonly<Record<string, unknown>>;

/** The value, or `undefined` where the text is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with names of its own. */
export function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is not set: nothing, `null`, empty text or an empty list. Sendcloud uses all four. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The properties that have a value: the wire format has no `undefined`, and one in the outputs would fail the run after the settings were sent. */
export function present(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** Groups values by a text that each has, in the order in which it first comes. */
export function grouped<Value>(
  all: Iterable<Value>,
  by: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of all) {
    const group = groups.get(by(value));
    if (group === undefined) groups.set(by(value), [value]);
    else group.push(value);
  }
  return groups;
}
