/** What a stack's state says of the names of resources: those of imported integrations are kept, those of others taken. Pure. */
import type { Stored } from "../stored";

/** Names in a state. */
export interface KnownNames {
  /** The name of each integration of the account that is a resource of its own, by number. */
  resources: ReadonlyMap<number, string>;
  /** The name of each that is a member of a set. */
  members: ReadonlyMap<number, string>;
  /** The set that has members of the account, if there is one. */
  set: string | undefined;
  /** Names of all resources, and of all sets, of whatever account. */
  taken: ReadonlySet<string>;
  takenBySets: ReadonlySet<string>;
}

/** `isQuoted` says whether another file of the program has a name, so that it is not kept for the one that is written. */
export function knownNames(stored: readonly Stored[], account: string | undefined, isQuoted: (name: string) => boolean): KnownNames {
  const resources = new Map<number, string>();
  const members = new Map<number, string>();
  const [taken, takenBySets] = [new Set<string>(), new Set<string>()];
  let ours: string | undefined;
  for (const { name, member, provider, outputs } of stored) {
    // A provider of its own stands for an account of its own, whatever its keys.
    const isOurs = provider === undefined && outputs.account === account && typeof outputs.integrationId === "number";
    const id = Number(outputs.integrationId);
    if (member === undefined) {
      if (isOurs && !isQuoted(name)) resources.set(id, name);
      taken.add(name);
    } else {
      if (isOurs) members.set(id, member.name);
      if (isOurs && !isQuoted(member.set)) ours ??= member.set;
      takenBySets.add(member.set);
    }
  }
  return { resources, members, set: ours, taken, takenBySets };
}
