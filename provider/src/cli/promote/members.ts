/** Takes entries of a map or elements of a list out of a file, and puts others in. Pure. */
import { type Edit, isFirstOfLine, lineEnd, previousLineEnd } from "./edits";
import type { Member, Slot } from "./slots";
import type { Style } from "./spell";
import type { Tree } from "./tree";

/** A map or list that is edited. */
export interface Collection {
  text: string;
  style: Style;
  /** The offset after the `:` or `-` before it. */
  after: number;
  isFlow: boolean;
  members: readonly Member[];
}

/** Edits one member. */
export type Update = (slot: Slot, have: Tree, want: Tree) => Edit[];

/** The edits that take members out, or `undefined` where the collection must be written anew. */
export function without({ text, isFlow, members }: Collection, isGone: (index: number) => boolean): Edit[] | undefined {
  const edits: Edit[] = [];
  const lastKept = members.findLastIndex((_, index) => !isGone(index));
  for (const [index, { start, end }] of members.entries()) {
    if (!isGone(index)) continue;
    const next = members[index + 1]?.start;
    if (isFlow) {
      const before = members[lastKept]?.end;
      if (before === undefined) return undefined;
      if (index < lastKept) edits.push({ start, end: next ?? end, text: "" });
      else if (index === lastKept + 1) edits.push({ start: before, end: members.at(-1)?.end ?? end, text: "" });
    } else if (isFirstOfLine(text, start)) {
      edits.push({ start: previousLineEnd(text, start), end: lineEnd(text, end), text: "" });
    } else if (next !== undefined && index < lastKept) {
      edits.push({ start, end: next, text: "" });
    } else {
      return undefined;
    }
  }
  return edits;
}

/** The edit that puts members after one that is there, or before the first; `undefined` where the collection must be written anew. */
export function inserted({ text, style, isFlow, members }: Collection, after: number, added: readonly string[]): Edit | undefined {
  const [first, before] = [members[0], members[after]];
  if (first === undefined) return undefined;
  if (isFlow) {
    const isOnLines = /[\r\n]/.test(text.slice(first.start, members.at(-1)?.end)) || isFirstOfLine(text, first.start);
    const separator = isOnLines ? `,${style.eol}${" ".repeat(first.slot.indent)}` : ", ";
    if (before === undefined) return { start: first.start, end: first.start, text: added.map((one) => `${one}${separator}`).join("") };
    return { start: before.end, end: before.end, text: added.map((one) => `${separator}${one}`).join("") };
  }
  if (before === undefined && !isFirstOfLine(text, first.start)) return undefined;
  const at = before === undefined ? previousLineEnd(text, first.start) : lineEnd(text, before.end);
  return { start: at, end: at, text: added.map((line) => `${style.eol}${line}`).join("") };
}
