/** Properties of a resource, whoever holds them: inputs, outputs, or one side of a change. Loads nothing. */

/** Inputs, or outputs. */
export type Properties = Readonly<Record<string, unknown>>;

/** Whether a value is an object with names of its own. */
export function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The properties that have a value: the wire format has no `undefined`, and one in the outputs would fail the run after the settings were sent. */
export function present(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
