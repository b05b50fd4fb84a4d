/** Both edges: what the resources of one run share beside the run itself. */
import { isDeepStrictEqual } from "node:util";
import type { Run } from "../../lifecycle/run";
import type { Properties } from "../../values";
import { isUnknown } from "../tokens";

export class Session {
  readonly duplicates: Duplicates;
  private readonly checked = new Map<string, Properties>();

  constructor(readonly run: Run) {
    this.duplicates = new Duplicates(run);
  }

  /** Remembers what a resource declares in this run, by what tells it from every other resource. */
  remember(key: string, inputs: Properties): void {
    this.checked.set(key, inputs);
  }

  /** Whether a resource declares this in this run. A refresh compares inputs that no program declares now. */
  declares(inputs: Properties): boolean {
    return [...this.checked.values()].some((one) => isDeepStrictEqual(one, inputs));
  }
}

/** Which resource declares something. */
export interface Declarer {
  name: string;
  /** What tells it from every other resource, also from one with the same name. */
  key: string;
}

/** Finds two resources of one run that declare the same integration. */
class Duplicates {
  private readonly owners = new Map<string, Declarer>();

  constructor(private readonly run: Run) {}

  /** Takes what a resource declares, and returns what is wrong with it. */
  find(by: Declarer, { integrationId, account }: Properties): string[] {
    // A replacement is checked twice, and may declare another integration the second time.
    for (const [key, owner] of this.owners) if (owner.key === by.key) this.owners.delete(key);
    if (typeof integrationId !== "number" || isUnknown(account)) return [];
    const named = typeof account === "string" ? account : undefined;
    const key = this.run.keyOf({ integrationId, account: named });
    const other = this.owners.get(key);
    this.owners.set(key, other ?? by);
    if (other === undefined) return [];
    return [
      `integration ${integrationId} is declared twice, by the resources '${other.name}' and '${by.name}': each would undo the other's settings. Declare it once`,
    ];
  }
}
