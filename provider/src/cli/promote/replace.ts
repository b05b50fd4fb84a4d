/** Writes another value in the place of one. Pure. */
import { isCollection, isScalar } from "yaml";
import { type Edit, lineEnd, lineStart } from "./edits";
import { endOf, type Slot } from "./slots";
import { inline, isOneLine, itemLines, lines, type Style } from "./spell";
import type { Tree } from "./tree";

/** The edits that put a value in a slot, whatever was there. */
export function replaced(text: string, slot: Slot, want: Tree, style: Style): Edit[] {
  const { node, after, isFlow, isItem, indent, lead } = slot;
  const end = endOf(text, node, after);
  const isEmpty = end === after;
  const start = isEmpty ? after : (node?.range?.[0] ?? after);
  const isBelow =
    !isEmpty && isCollection(node) && node.flow !== true && lineStart(text, start) > after;
  if (isFlow || isOneLine(want)) {
    const written = `${isEmpty ? lead : ""}${inline(want, style, isFlow)}${headerComment(text, slot)}`;
    if (!isBelow) return [{ start, end, text: written }];
    return [
      { start: after, end: after, text: ` ${written}` },
      { start: lineEnd(text, after), end: lineEnd(text, end), text: "" },
    ];
  }
  if (isItem && !isBelow) {
    const [first = "", ...rest] = itemLines(want, indent, style);
    return [{ start: after, end, text: [first.slice(indent + 1), ...rest].join(style.eol) }];
  }
  const column = indent + (isItem ? 2 : want.kind === "list" ? style.listStep : style.step);
  const below = lines(want, column, style)
    .map((line) => `${style.eol}${line}`)
    .join("");
  if (isBelow) return [{ start: lineEnd(text, after), end: lineEnd(text, end), text: below }];
  return [
    { start: after, end, text: headerComment(text, slot) },
    { start: lineEnd(text, end), end: lineEnd(text, end), text: below },
  ];
}

/** The comment beside the `|` or `>` of a text on several lines. */
function headerComment(text: string, { node }: Slot): string {
  if (!isScalar(node) || (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED")) return "";
  const start = node.range?.[0] ?? 0;
  return /\s+#.*$/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? "";
}
