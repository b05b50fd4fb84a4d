/** Values of unknown shape: JSON, and the properties of inputs and outputs. Pure; loads no library. */

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
  const isNothing = value === undefined || value === null || value === "";
  return isNothing || (Array.isArray(value) && value.length === 0);
}

/** The properties that have a value. gRPC has no `undefined`: one among the outputs fails the run after the request. */
export function present(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** Groups values by a text that each has, in the order of the texts. */
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
