/** Plugin: what one configured plugin process holds: its run, and what its resources declare. */
import { type Catalogue, createCatalogue } from "../../lifecycle/lookups";
import { createRun, type Run, type RunOptions } from "../../lifecycle/run";
import type { Declarer } from "../calls/declarer";
import { createDoubts } from "../calls/doubts";
import { createDuplicates } from "../calls/duplicates";
import type { Session as Shared } from "../calls/session";
import { resourceName, stackName } from "../urns";

/** One process serves one provider resource, and one command. */
export interface Session extends Shared {
  readonly run: Run;
  readonly catalogue: Catalogue;
}

export function createSession(options: RunOptions): Session {
  const run = createRun(options);
  const catalogue = createCatalogue((account) => run.client(account));
  return {
    run,
    running: () => run,
    catalogue,
    duplicates: createDuplicates(),
    tellDoubts: createDoubts(),
  };
}

/** The resource that a URN names. */
export function declarerOf(urn: string): Declarer {
  return { name: resourceName(urn), key: urn, stack: stackName(urn) };
}
