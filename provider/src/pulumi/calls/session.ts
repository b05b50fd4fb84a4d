/** Both edges: what the resources of one run share. */
import type { Run } from "../../lifecycle/run";
import type { TellDoubts } from "./doubts";
import type { Duplicates } from "./duplicates";

/** What belongs to one run. */
export interface Session {
  /** The run. Throws before it has begun. */
  running: () => Run;
  duplicates: Duplicates;
  tellDoubts: TellDoubts;
}
