/** Whether a review has what `--fail-on` looks for. Pure. */
import type { Review } from "./review";

/** What a gate may look for. */
export type FailOn = "risk" | "change";

/** Whether a review has a risk, or any change. What is not known may be a risk, so it counts as one. */
export function has({ risks, unknowns, integrations, unseen }: Review, what: FailOn): boolean {
  return what === "risk" ? risks + unknowns > 0 : integrations + unseen.length > 0;
}
