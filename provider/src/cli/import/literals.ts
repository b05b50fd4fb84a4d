/** Properties as TypeScript, formatted as Prettier does. Pure. */
import { doubleQuoted } from "./unseen";

/** Prettier's width unless it is configured. */
const width = 80;

/** A property with a value: text, a list of texts, or what is written as it is. */
export function literal(indent: string, name: string, value: unknown): string[] {
  if (!Array.isArray(value))
    return property(indent, name, typeof value === "string" ? quoted(value) : String(value));
  const elements = value.map((element) => quoted(String(element)));
  const line = `${indent}${name}: [${elements.join(", ")}],`;
  return line.length <= width
    ? [line]
    : [
        `${indent}${name}: [`,
        ...elements.map((element) => `${indent}  ${element},`),
        `${indent}],`,
      ];
}

/** A property with an expression. Where the line is too long, a call is broken at its argument, and text goes to a line of its own. */
export function property(indent: string, name: string, value: string): string[] {
  const line = `${indent}${name}: ${value},`;
  if (line.length <= width) return [line];
  const call = /^(config\.requireSecret\()(.*)\)$/.exec(value);
  return call === null
    ? [`${indent}${name}:`, `${indent}  ${value},`]
    : [`${indent}${name}: ${call[1]}`, `${indent}  ${call[2]},`, `${indent}),`];
}

/** Text as TypeScript, in the kind of quotes that needs fewer escapes. What nobody would see, or turns the direction of writing, is escaped. */
export function quoted(text: string): string {
  const double = doubleQuoted(text, (code) =>
    code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`,
  );
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  return doubles <= singles
    ? double
    : `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
