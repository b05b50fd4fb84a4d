/** The review of a preview: what changes for which integrations and what that means, risks first. Pure. */
import type { Failure } from "./preview/diagnostics";
import { entryOf } from "./entries";
import { type Group, grouped } from "./groups";
import type { Preview } from "./preview/preview";
import { type Kind, kindsOf } from "./kinds";

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
  const unseen =
    unlisted === 0
      ? []
      : [
          `the preview counts ${unlisted} ${unlisted === 1 ? "change" : "changes"} that it does not list`,
        ];
  return {
    stacks,
    groups: grouped(entries),
    kinds: kindsOf(entries),
    unseen: errors.length > 0 ? [] : unseen,
    others: Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1)),
    errors,
    warnings,
    integrations: entries.length,
    risks:
      weighed.flat().filter((weight) => weight === "risk").length +
      (errors.length > 0 ? 0 : unseen.length),
    unknowns: weighed.filter((weights) => weights.includes("unknown")).length,
  };
}
