/** In which ways integrations change, and how many in each. Pure. */
import type { Entry } from "./entries";
import { heaviest, inOrderOfWeight, tellingRows } from "./groups";
import type { Weight } from "./rows";

/** How many integrations change in one way. */
export interface Kind {
  name: string;
  weight: Weight;
  shops: number;
}

/** The kinds of changes: the heaviest first, then the most frequent. */
export function kindsOf(entries: readonly Entry[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const entry of entries) {
    for (const [name, weights] of kindsOfOne(entry)) {
      const weight = heaviest(weights);
      const key = JSON.stringify([weight, name]);
      kinds.set(key, { name, weight, shops: (kinds.get(key)?.shops ?? 0) + 1 });
    }
  }
  return [...kinds.values()].sort(
    (one, other) =>
      inOrderOfWeight(one, other) || other.shops - one.shops || (one.name < other.name ? -1 : 1),
  );
}

function kindsOfOne(entry: Entry): Map<string, Weight[]> {
  const { kind, notes } = entry;
  const whole = notes.map(({ weight }): [string, Weight] => [
    kind === "" ? "cannot be seen" : kind,
    weight,
  ]);
  const kinds = new Map<string, Weight[]>();
  for (const [name, weight] of [
    ...whole,
    ...tellingRows(entry).map((row): [string, Weight] => [row.kind, row.weight]),
  ]) {
    kinds.set(name, [...(kinds.get(name) ?? []), weight]);
  }
  return kinds;
}
