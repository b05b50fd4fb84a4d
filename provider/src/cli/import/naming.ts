/** The names of what is imported, beside those that the state and the rest of the program have. Pure. */
import type { Integration } from "../../settings/types";
import type { KnownNames } from "./known";
import { resourceNames, setName } from "./names";

interface Naming {
  account: string | undefined;
  isSet: boolean;
  /** Whether the rest of the program has a name. */
  isUsed: (name: string) => boolean;
}

/** A name for each integration of an account by number, and of the set where they are members of one. */
export function naming(
  integrations: readonly Integration[],
  known: KnownNames,
  { account, isSet, isUsed }: Naming,
): { names: ReadonlyMap<number, string>; nameOfSet: string | undefined } {
  if (!isSet) {
    const isTaken = (name: string): boolean => isUsed(name) || known.taken.has(name);
    return { names: resourceNames(integrations, { account, known: known.resources, isTaken }), nameOfSet: undefined };
  }
  const isTaken = (name: string): boolean => isUsed(name) || known.takenBySets.has(name);
  return { names: resourceNames(integrations, { known: known.members }), nameOfSet: setName({ account, known: known.set, isTaken }) };
}
