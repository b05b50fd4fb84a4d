/** Reads that are behind: after a change they answer for a while what was there before. */
import type { StoredIntegration } from "./integration";

/** How far reads are behind a change: the first so many reads of an integration, or so many milliseconds, whichever is longer. */
export interface Stale {
  reads?: number;
  milliseconds?: number;
}

/** What reads still show of integrations that were changed, by number. */
export type Outdated = Map<number, { shown: StoredIntegration; reads: number; until: number }>;

/** The record that a read shows at this time, in milliseconds since 1970. Where that is an old one, one read less will show it. */
export function visible(
  integration: StoredIntegration,
  outdated: Outdated,
  time: number,
): StoredIntegration {
  const found = outdated.get(integration.id);
  if (found === undefined || (found.reads <= 0 && found.until <= time)) return integration;
  found.reads--;
  return found.shown;
}

/** Called before a change: reads show for a while what they show now. */
export function keepShowing(
  integration: StoredIntegration,
  outdated: Outdated,
  { reads = 0, milliseconds = 0 }: Stale,
  time: number,
): void {
  if (reads <= 0 && milliseconds <= 0) return;
  const shown = structuredClone(visible(integration, outdated, time));
  outdated.set(integration.id, { shown, reads, until: time + milliseconds });
}
