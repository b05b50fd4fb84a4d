/** Writes values as YAML, on one line or on several, with the spelling that they have in the file they come from. Pure. */
import { Odd } from "./plain";
import { type Entry, isEmptyTree, type Scalar, type Tree } from "./tree";

/** How a file is written. */
export interface Style {
  /** Its line end. */
  eol: string;
  /** By how much what is within something is indented, and a list within its key. */
  step: number;
  listStep: number;
  /** Whether it is JSON, which knows no other spelling. */
  isJson: boolean;
}

/** A value on one line; `isFlow` where it stands within brackets. */
export function inline(tree: Tree, style: Style, isFlow: boolean): string {
  if (tree.kind === "list")
    return `[${tree.items.map((item) => inline(item, style, true)).join(", ")}]`;
  if (tree.kind === "scalar") return scalar(tree, style, isFlow);
  const entries = [...tree.entries].map(([name, entry]) => pair(name, entry, style));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** An entry of a map within brackets. */
export function pair(name: string, entry: Entry, style: Style): string {
  return `${keyText(name, entry, style, true)}: ${inline(entry.value, style, true)}`;
}

/** The lines of an entry of a map. */
export function entryLines(name: string, entry: Entry, indent: number, style: Style): string[] {
  const key = `${" ".repeat(indent)}${keyText(name, entry, style, false)}:`;
  if (isOneLine(entry.value)) return [`${key} ${inline(entry.value, style, false)}`];
  return [
    key,
    ...lines(
      entry.value,
      indent + (entry.value.kind === "list" ? style.listStep : style.step),
      style,
    ),
  ];
}

/** The lines of an element of a list. */
export function itemLines(item: Tree, indent: number, style: Style): string[] {
  const dash = `${" ".repeat(indent)}- `;
  if (isOneLine(item)) return [`${dash}${inline(item, style, false)}`];
  const [first = "", ...rest] = lines(item, indent + 2, style);
  return [`${dash}${first.slice(indent + 2)}`, ...rest];
}

/** The lines of a map or a list that has something in it. */
export function lines(tree: Tree, indent: number, style: Style): string[] {
  if (tree.kind === "map")
    return [...tree.entries].flatMap(([name, entry]) => entryLines(name, entry, indent, style));
  return tree.kind === "list" ? tree.items.flatMap((item) => itemLines(item, indent, style)) : [];
}

/** Whether a value is written on its key's line. */
export function isOneLine(tree: Tree): boolean {
  return tree.kind === "scalar" || isEmptyTree(tree);
}

function scalar({ value, spelled }: Scalar, style: Style, isFlow: boolean): string {
  if (style.isJson) return JSON.stringify(value);
  if (value instanceof Odd) return value.spelled;
  if (spelled !== undefined && !(isFlow && typeof value === "string" && needsQuotes(spelled)))
    return spelled;
  return typeof value === "string" ? quoted(value) : String(value);
}

function keyText(name: string, { key }: Entry, style: Style, isFlow: boolean): string {
  return style.isJson || key === undefined || (isFlow && needsQuotes(key)) ? quoted(name) : key;
}

/** Whether text without quotes might mean something else within brackets, to some reader of YAML. */
function needsQuotes(spelled: string): boolean {
  return (
    !/^["']/.test(spelled) &&
    !/^[\p{L}\p{N}_](?:[\p{L}\p{N}_ ./@+-]*[\p{L}\p{N}_])?$/u.test(spelled)
  );
}

/** Text in double quotes. YAML 1.1 ends lines at some characters that JSON does not escape, and others are not allowed. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    },
  );
}
