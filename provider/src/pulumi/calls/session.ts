/** Both edges: what the resources of one run share beside the run itself. */
import { isDeepStrictEqual } from "node:util";
import type { Run } from "../../lifecycle/run";
import type { Properties } from "../../values";
import { Duplicates } from "./duplicates";

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
