/** Program process: what the SDK has and its types do not show. */

/** A property of an object, or what it returns where it is a method; `undefined` where there is no object, or it has none. */
export function untyped(on: unknown, name: string): unknown {
  if (typeof on !== "object" || on === null) return undefined;
  const found: unknown = Reflect.get(on, name);
  return typeof found === "function" ? Reflect.apply(found, on, []) : found;
}
