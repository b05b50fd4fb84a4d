/** The review of a preview: what changes for which integrations and what that means, risks first. Pure. */
import type { Failure } from "./diagnostics";
import { type Entry, entryOf } from "./entries";
import { type Group, grouped, heaviest } from "./groups";
import type { Preview } from "./preview";
import type { Weight } from "./rows";

/** How many integrations change in one way. */
export interface Kind {
  name: string;
  weight: Weight;
  shops: number;
}

/** The review of a preview. */
export interface Review {
  stacks: string[];
  groups: Group[];
  kinds: Kind[];
  /** What of the preview as a whole cannot be seen. */
  unseen: string[];
  others: [type: string, count: number][];
  errors: Failure[];
  warnings: string[];
  /** How many integrations change. */
  integrations: number;
  /** How many of the changes are risks. What cannot be seen is one. */
  risks: number;
  /** Of how many integrations it is not known what would change. */
  unknowns: number;
}

/** Reviews a preview. */
export function review({ stacks, changes, others, errors, warnings, unlisted }: Preview): Review {
  const entries = changes.map(entryOf);
  const weighed = entries.map(({ notes, rows }) => [...notes, ...rows].map(({ weight }) => weight));
  const unseen = unlisted === 0 ? [] : [`the preview counts ${unlisted} ${unlisted === 1 ? "change" : "changes"} that it does not list`];
  return {
    stacks,
    groups: grouped(entries),
    kinds: kindsOf(entries),
    unseen: errors.length > 0 ? [] : unseen,
    others: Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1)),
    errors,
    warnings,
    integrations: entries.length,
    risks: weighed.flat().filter((weight) => weight === "risk").length + (errors.length > 0 ? 0 : unseen.length),
    unknowns: weighed.filter((weights) => weights.includes("unknown")).length,
  };
}

/** The kinds of changes: the heaviest first, then the most frequent. */
function kindsOf(entries: readonly Entry[]): Kind[] {
  const kinds = new Map<string, Weight[]>();
  for (const { kind, notes, rows } of entries) {
    const own = new Map<string, Weight[]>();
    // Of a shop that is not known, the settings say less than that it is not known.
    const told = rows
      .filter(({ weight }) => kind !== "adopted" || weight !== "unknown")
      .map((row): [string, Weight[]] => [row.kind, [row.weight]]);
    const first: [string, Weight[]][] =
      notes.length === 0 ? [] : [[kind === "" ? "cannot be seen" : kind, notes.map(({ weight }) => weight)]];
    for (const [name, weights] of [...first, ...told]) own.set(name, [...(own.get(name) ?? []), ...weights]);
    for (const [name, weights] of own) kinds.set(name, [...(kinds.get(name) ?? []), heaviest(weights)]);
  }
  const order: Weight[] = ["risk", "unknown", "calm"];
  return [...kinds]
    .map(([name, weights]) => ({ name, weight: heaviest(weights), shops: weights.length }))
    .sort(
      (one, other) =>
        order.indexOf(one.weight) - order.indexOf(other.weight) || other.shops - one.shops || (one.name < other.name ? -1 : 1),
    );
}
