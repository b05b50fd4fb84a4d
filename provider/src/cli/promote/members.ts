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
export function without(
  collection: Collection,
  isGone: (index: number) => boolean,
): Edit[] | undefined {
  const { text, isFlow, members } = collection;
  const gone = members.flatMap((member, index) => (isGone(index) ? [{ ...member, index }] : []));
  const firstKept = members.findIndex((_, index) => !isGone(index));
  const lastKept = members.findLastIndex((_, index) => !isGone(index));
  const [first, last] = [members[0], members.at(-1)];
  if (gone.length === 0 || first === undefined || last === undefined) return [];
  if (isFlow) {
    const [before, next] = [members[lastKept]?.end, members.map(({ start }) => start)];
    if (before === undefined) return undefined;
    const within = gone
      .filter(({ index }) => index < lastKept)
      .map(({ start, end, index }) => ({ start, end: next[index + 1] ?? end, text: "" }));
    return lastKept === members.length - 1
      ? within
      : [...within, { start: before, end: last.end, text: "" }];
  }
  // On the line of a dash: what follows takes its place.
  const beside = isFirstOfLine(text, first.start) ? 0 : firstKept;
  const follower = members[beside];
  if (follower === undefined) return undefined;
  const lines = gone
    .filter(({ index }) => index >= beside)
    .map(({ start, end }) => ({
      start: previousLineEnd(text, start),
      end: lineEnd(text, end),
      text: "",
    }));
  return beside === 0 ? lines : [...lines, { start: first.start, end: follower.start, text: "" }];
}

/** The edit that puts members after one that is there, or before the first; `undefined` where the collection must be written anew. */
export function inserted(
  { text, style, isFlow, members }: Collection,
  after: number,
  added: readonly string[],
): Edit | undefined {
  const [first, before] = [members[0], members[after]];
  if (first === undefined) return undefined;
  if (isFlow) {
    const isOnLines =
      /[\r\n]/.test(text.slice(first.start, members.at(-1)?.end)) ||
      isFirstOfLine(text, first.start);
    const separator = isOnLines ? `,${style.eol}${" ".repeat(first.slot.indent)}` : ", ";
    if (before === undefined)
      return {
        start: first.start,
        end: first.start,
        text: added.map((one) => `${one}${separator}`).join(""),
      };
    return {
      start: before.end,
      end: before.end,
      text: added.map((one) => `${separator}${one}`).join(""),
    };
  }
  if (before === undefined && !isFirstOfLine(text, first.start)) return undefined;
  const at = before === undefined ? previousLineEnd(text, first.start) : lineEnd(text, before.end);
  return { start: at, end: at, text: added.map((line) => `${style.eol}${line}`).join("") };
}
