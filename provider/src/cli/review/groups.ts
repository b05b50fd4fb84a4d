/** Changes of the same kind as one group, however many integrations they are of. Pure. */
import type { Entry, Note, Shop } from "./entries";
import type { Row, Weight } from "./rows";

/** One integration of a group, with what is its own. */
export interface Member {
  shop: Shop;
  rows: Row[];
}

/** Integrations to which the same happens. */
export interface Group {
  /** What happens, in a few words. */
  title: string;
  notes: Note[];
  /** What is the same for all. */
  rows: Row[];
  members: Member[];
  weight: Weight;
}

const weights: readonly Weight[] = ["risk", "unknown", "calm"];

/** The heaviest of some. */
export function heaviest(of: readonly Weight[]): Weight {
  return weights.find((weight) => of.includes(weight)) ?? "calm";
}

/** Sorts the heaviest first. */
export function inOrderOfWeight(one: { weight: Weight }, other: { weight: Weight }): number {
  return weights.indexOf(one.weight) - weights.indexOf(other.weight);
}

/** Numbers in names count as numbers: shop 2 comes before shop 10. */
const inOrder = new Intl.Collator("en", { numeric: true });

/** The groups: risks first, then what is not known; among equals, those with the most integrations first. */
export function grouped(entries: readonly Entry[]): Group[] {
  const byKind = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([
      entry.kind,
      entry.notes,
      entry.rows.map(({ property, kind, weight }) => [property, kind, weight]),
    ]);
    byKind.set(key, [...(byKind.get(key) ?? []), entry]);
  }
  return [...byKind.values()]
    .map(groupOf)
    .sort(
      (one, other) =>
        inOrderOfWeight(one, other) ||
        other.members.length - one.members.length ||
        inOrder.compare(
          one.members[0]?.shop.resource ?? "",
          other.members[0]?.shop.resource ?? "",
        ) ||
        inOrder.compare(JSON.stringify(one), JSON.stringify(other)),
    );
}

/** The rows that say more than the kind of an entry does. Where it is not known what a shop has, the rows of its settings say nothing more. */
export function tellingRows({ kind, rows }: Entry): Row[] {
  return rows.filter(({ weight }) => kind === "" || weight !== "unknown");
}

function titleOf(entry: Entry): string {
  const kinds = [entry.kind, ...tellingRows(entry).map(({ kind }) => kind)];
  return [...new Set(kinds)].filter((kind) => kind !== "").join(", ");
}

function groupOf(entries: readonly Entry[]): Group {
  const [first] = entries;
  const all = first?.rows ?? [];
  const shared = all.map((row, at) =>
    entries.every(({ rows }) => JSON.stringify(rows[at]) === JSON.stringify(row)),
  );
  const ordered = (rows: readonly Row[]): Row[] =>
    weights.flatMap((weight) => rows.filter((row) => row.weight === weight));
  const notes = first?.notes ?? [];
  return {
    title: first === undefined ? "" : titleOf(first),
    notes,
    rows: ordered(all.filter((_row, at) => shared[at])),
    members: entries
      .map(({ shop, rows }) => ({ shop, rows: ordered(rows.filter((_row, at) => !shared[at])) }))
      .sort(
        (one, other) =>
          inOrder.compare(one.shop.resource, other.shop.resource) ||
          inOrder.compare(one.shop.stack, other.shop.stack),
      ),
    weight: heaviest([...notes, ...all].map(({ weight }) => weight)),
  };
}
