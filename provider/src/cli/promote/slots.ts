/** Where values stand in a configuration file: after which offset, how far indented, and where they end. Pure. */
import {
  type CST,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { columnOf } from "./edits";

/** The place of one value. */
export interface Slot {
  node: Node | undefined;
  /** The offset after the `:` or the `-`, and after an anchor or tag. */
  after: number;
  /** The column of its key or dash. */
  indent: number;
  /** Whether it stands within brackets. */
  isFlow: boolean;
  /** Whether it is an element of a list. */
  isItem: boolean;
  /** What must stand before the value, where there is no `:` yet. */
  lead: string;
}

/** An entry of a map or an element of a list. */
export interface Member {
  /** Where its key or dash, or within brackets its value, starts. */
  start: number;
  end: number;
  slot: Slot;
  pair?: Pair;
}

/** The entries of a map; `undefined` where one of them is written in a way that is not edited. */
export function entriesOf(text: string, map: YAMLMap): Member[] | undefined {
  const members: Member[] = [];
  for (const pair of map.items) {
    const { srcToken: source, key, value } = pair;
    if (source === undefined || !isScalar(key) || key.range === null || key.range === undefined)
      return undefined;
    if (source.start.some(({ type }) => type === "explicit-key-ind")) return undefined;
    const start = startOf(source.start) ?? key.range[0];
    const after = afterOf(source.sep, "map-value-ind");
    const node = nodeOf(value);
    const slot: Slot = {
      node,
      after: after ?? key.range[1],
      indent: columnOf(text, start),
      isFlow: map.flow === true,
      isItem: false,
      lead: after === undefined ? ": " : " ",
    };
    members.push({ start, end: endOf(text, node, slot.after), slot, pair });
  }
  return members;
}

/** The elements of a list; `undefined` where one of them is written in a way that is not edited. */
export function itemsOf(text: string, list: YAMLSeq): Member[] | undefined {
  const source = list.srcToken;
  if (source === undefined || (source.type !== "block-seq" && source.type !== "flow-collection"))
    return undefined;
  const isFlow = source.type === "flow-collection";
  const tokens = source.items.filter(({ start, value }) =>
    isFlow ? value !== undefined : start.some(({ type }) => type === "seq-item-ind"),
  );
  if (tokens.length !== list.items.length) return undefined;
  const members: Member[] = [];
  for (const [index, token] of tokens.entries()) {
    const node = nodeOf(list.items[index]);
    const dash = token.start.find(({ type }) => type === "seq-item-ind")?.offset;
    const start = isFlow ? (startOf(token.start) ?? node?.range?.[0]) : dash;
    if (start === undefined) return undefined;
    const after = isFlow
      ? (node?.range?.[0] ?? start)
      : (afterOf(token.start, "seq-item-ind") ?? start + 1);
    const slot: Slot = {
      node,
      after,
      indent: columnOf(text, start),
      isFlow,
      isItem: true,
      lead: isFlow ? "" : " ",
    };
    members.push({ start, end: endOf(text, node, after), slot });
  }
  return members;
}

/** Where a value ends, without what is only its line's: space, comments, line ends. */
export function endOf(text: string, node: Node | undefined, after: number): number {
  if (node?.range === null || node?.range === undefined) return after;
  const [start, end] = node.range;
  if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED"))
    return blockEnd(text, start, end);
  if (isCollection(node) && node.flow !== true) {
    const last = isMap(node)
      ? entriesOf(text, node)?.at(-1)
      : isSeq(node)
        ? itemsOf(text, node)?.at(-1)
        : undefined;
    return last?.end ?? start + text.slice(start, end).trimEnd().length;
  }
  return Math.max(after, start === end ? after : end);
}

/** A block scalar that keeps its last line ends has them; any other ends with its last text. */
function blockEnd(text: string, start: number, end: number): number {
  const source = text.slice(start, end);
  const keeps = /^[|>]\d?\+/.test(source);
  return start + (keeps ? source.replace(/\r?\n$/, "") : source.replace(/[\s]+$/, "")).length;
}

function nodeOf(value: unknown): Node | undefined {
  return isScalar(value) || isCollection(value) || isAlias(value) ? value : undefined;
}

/** Where an anchor or tag before a key or element starts. */
function startOf(tokens: readonly CST.SourceToken[]): number | undefined {
  return tokens.find(({ type }) => type === "anchor" || type === "tag")?.offset;
}

/** The offset after the indicator, and after an anchor or tag that follows it. */
function afterOf(
  tokens: readonly CST.SourceToken[] | undefined,
  indicator: string,
): number | undefined {
  const at = tokens?.findIndex(({ type }) => type === indicator) ?? -1;
  const following = tokens
    ?.slice(Math.max(at, 0))
    .filter(({ type }) => [indicator, "anchor", "tag"].includes(type));
  const last = at === -1 ? undefined : following?.at(-1);
  return last === undefined ? undefined : last.offset + last.source.length;
}
