/** Edits a list element by element, so that those that stay keep their lines and comments. Pure. */
import type { Edit } from "./edits";
import { type Collection, inserted, type Update, without } from "./members";
import { inline, itemLines } from "./spell";
import { type List, type Tree, valueOf } from "./tree";

/** The edits, or `undefined` where the list must be written anew. */
export function changedItems(
  list: Collection,
  have: List,
  want: List,
  update: Update,
): Edit[] | undefined {
  const { style, after, isFlow, members } = list;
  if (members.length === 0 || members.length !== have.items.length) return undefined;
  const gone = new Set<number>();
  const insertions = new Map<number, Tree[]>();
  const edits: Edit[] = [];
  let [from, to] = [0, 0];
  for (const [kept, same] of [
    ...alignment(have.items, want.items),
    [have.items.length, want.items.length] as const,
  ]) {
    while (from < kept && to < same) {
      const [slot, before, wanted] = [members[from]?.slot, have.items[from], want.items[to]];
      if (slot !== undefined && before !== undefined && wanted !== undefined)
        edits.push(...update(slot, before, wanted));
      [from, to] = [from + 1, to + 1];
    }
    for (; from < kept; from += 1) gone.add(from);
    if (to < same) insertions.set(from - 1, want.items.slice(to, same));
    [from, to] = [kept + 1, same + 1];
  }
  const removals = without(list, (index) => gone.has(index));
  if (removals === undefined) return undefined;
  edits.push(...removals);
  for (const [place, items] of insertions) {
    const texts = items.flatMap((item) =>
      isFlow ? [inline(item, style, true)] : itemLines(item, members[0]?.slot.indent ?? 0, style),
    );
    const insertion = inserted(list, place, texts);
    if (insertion === undefined) return undefined;
    edits.push(insertion);
  }
  return gone.size === members.length
    ? [...edits, { start: after, end: after, text: " []" }]
    : edits;
}

/** The places of elements that both lists have, in the same order: the longest such row. */
function alignment(have: readonly Tree[], want: readonly Tree[]): [number, number][] {
  const [left, right] = [have, want].map((items) =>
    items.map((item) => JSON.stringify(valueOf(item))),
  );
  if (left === undefined || right === undefined) return [];
  const lengths = left.map(() => right.map(() => 0));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const length =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      const cells = lengths[row];
      if (cells !== undefined) cells[column] = length;
    }
  }
  const pairs: [number, number][] = [];
  for (let [row, column] = [0, 0]; row < left.length && column < right.length;) {
    if (left[row] === right[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
