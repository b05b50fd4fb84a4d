/** Both edges: which resource of a run declares which integration, as it is registered: a transform may have changed what the program wrote. */
import { integrationKey } from "../../settings/names";
import { isUnknown } from "../tokens";
import type { Declaration } from "./declarer";

/** Takes the declarations of a resource, and returns what is wrong with them: each integration that another resource declares. */
export type Duplicates = (declarations: readonly Declaration[]) => string[];

/** Creates the record of one run, empty at first. */
export function createDuplicates(): Duplicates {
  const owners = new Map<string, Declaration>();
  const isSame = ({ by }: Declaration, other: Declaration): boolean => by.key === other.by.key;

  return (declarations) => {
    // A replacement is checked twice, and may declare another integration the second time.
    for (const [key, owner] of owners)
      if (declarations.some((one) => isSame(one, owner))) owners.delete(key);
    return declarations.flatMap((one) => {
      const { integrationId, account } = one.declared;
      if (!Number.isSafeInteger(integrationId) || isUnknown(account)) return [];
      const key = integrationKey(one.declared);
      const other = owners.get(key) ?? one;
      owners.set(key, other);
      // A set itself tells of two of its members.
      if (isSame(one, other)) return [];
      return [
        `integration ${String(integrationId)} is declared twice, by the resources '${other.label}' and '${one.label}': each would undo the other's settings. Declare it once`,
      ];
    });
  };
}
