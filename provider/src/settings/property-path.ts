/** Reads Pulumi's property paths, such as `integrations["a.b"].shopName`, as the engine reads them. Pure. */

/** One element: what is in brackets with its quotes, or without, or a name. */
const element = /^\.?(?:\["((?:\\"|[^"])*)"\]|\[(?:(\d+)|(\*))\]|([^.[]+))/;

/** The names and positions that a path leads through; `undefined` where the engine cannot read it. */
export function pathElements(path: string): (string | number)[] | undefined {
  if (path === "" || path.startsWith(".")) return undefined;
  const elements: (string | number)[] = [];
  for (let rest = path; rest !== "";) {
    const found = element.exec(rest);
    if (found === null) return undefined;
    const [whole, quoted, position, star, name = ""] = found;
    elements.push(
      position === undefined ? (quoted?.replaceAll('\\"', '"') ?? star ?? name) : Number(position),
    );
    rest = rest.slice(whole.length);
  }
  return elements;
}
