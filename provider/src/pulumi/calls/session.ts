/** Both edges: what the resources of one run share: what each declares, and which two declare the same integration. */
import type { Run } from "../../lifecycle/run";
import { encodeState } from "../../lifecycle/state-format";
import type { Managed, State } from "../../lifecycle/state";
import type { Properties } from "../../values";
import { isUnknown, markSecrets } from "../tokens";

/** The integration that inputs name, as far as that is known. */
export function integrationIn({ integrationId, account }: Properties): Managed | undefined {
  if (typeof integrationId !== "number" || isUnknown(account)) return undefined;
  return { integrationId, account: typeof account === "string" ? account : undefined };
}

/** Which resource declares something. */
export interface Declarer {
  name: string;
  /** What tells it from every other resource, also from one with the same name. */
  key: string;
}

export class Session {
  /** The resource that declares an integration, and the integration that a resource declares, by their keys. */
  private readonly owners = new Map<string, Declarer>();
  private readonly owned = new Map<string, Managed>();
  private readonly checked = new Set<string>();

  constructor(readonly run: Run) {}

  /** Remembers inputs that were checked in this run. */
  remember(inputs: Properties): void {
    this.checked.add(ordered(inputs));
  }

  /** Whether a resource declares this in this run. A refresh compares inputs that no program declares now. */
  declares(inputs: Properties): boolean {
    return this.checked.has(ordered(inputs));
  }

  /** Takes what a resource declares, and returns what is wrong where another one declares the same integration. */
  duplicates(by: Declarer, inputs: Properties): string[] {
    // A replacement is checked twice, and may declare another integration the second time.
    const before = this.owned.get(by.key);
    if (before && this.owners.get(this.run.keyOf(before))?.key === by.key) {
      this.owners.delete(this.run.keyOf(before));
      this.run.handover(before).declared = [];
    }
    const declared = integrationIn(inputs);
    if (declared === undefined) return [];
    const key = this.run.keyOf(declared);
    const other = this.owners.get(key);
    this.owners.set(key, other ?? by);
    this.owned.set(by.key, declared);
    if (other === undefined) return [];
    return [
      `integration ${declared.integrationId} is declared twice, by the resources '${other.name}' and '${by.name}': each would undo the other's settings. Declare it once`,
    ];
  }
}

/** The inputs as one text, in whichever order they come. */
function ordered(inputs: Properties): string {
  const names = Object.keys(inputs).sort();
  return JSON.stringify(names.map((name) => [name, inputs[name]]));
}

/** The outputs of a state. What a shop was before may hold a URL with a token, so that `adoption` is a secret as a whole. */
export function outputsOf(state: State): Record<string, unknown> {
  return markSecrets(encodeState(state), [...state.adoption.secrets, "adoption"]);
}
