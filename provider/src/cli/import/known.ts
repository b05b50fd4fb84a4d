/** What a stack's state says of the names of resources: those of imported integrations are kept, those of others taken. Pure. */
import type { Stored } from "../stored";

/** Names in a state. */
export interface KnownNames {
  /** The name of each integration of the account, by number. */
  resources: ReadonlyMap<number, string>;
  /** Names of all resources, of whatever account. */
  taken: ReadonlySet<string>;
}

/** `isQuoted` says whether another file of the program has a name, so that it is not kept for the one that is written. */
export function knownNames(
  stored: readonly Stored[],
  account: string | undefined,
  isQuoted: (name: string) => boolean,
): KnownNames {
  // A provider of its own stands for an account of its own, whatever its keys.
  const ours = stored.filter(
    ({ provider, outputs }) => provider === undefined && outputs.account === account,
  );
  const kept = ours.filter(
    ({ name, outputs }) => typeof outputs.integrationId === "number" && !isQuoted(name),
  );
  return {
    resources: new Map(kept.map(({ name, outputs }) => [Number(outputs.integrationId), name])),
    taken: new Set(stored.map(({ name }) => name)),
  };
}
