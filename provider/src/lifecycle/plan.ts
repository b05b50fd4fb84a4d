/** Whether what a program declares needs a run, given what an earlier one recorded. Pure. */
import { edited, type Held, namesOf } from "../settings/diff";
import { managedBy, type Recorded, unsureOf } from "./state";
import type { SettingName } from "../settings/types";

/** Which integration is meant, and what is decided about it. */
interface Identified {
  integrationId: unknown;
  account: unknown;
  onDestroy: unknown;
}

/** What a run would do. */
export interface Comparison {
  /** Whether there is anything to do. */
  changes: boolean;
  /** What makes it another integration. */
  replaces: ("integrationId" | "account")[];
  /** The settings that are no longer declared, though the integration still is. */
  released: SettingName[];
}

/**
 * Compares what an earlier run recorded with what is declared. What that run could not confirm counts as edited; so does
 * somebody else's change that the program now declares: nothing is sent for it, but from then on it is ours.
 */
export function compare(before: Identified & Recorded, after: Identified & { settings: Held }): Comparison {
  const replaces = (["integrationId", "account"] as const).filter((name) => before[name] !== after[name]);
  const changes =
    replaces.length > 0 ||
    before.onDestroy !== after.onDestroy ||
    unsureOf(before.adoption).length > 0 ||
    namesOf(before.adoption.applied).length > 0 ||
    edited(before.settings, after.settings).length > 0;
  const released = replaces.length > 0 ? [] : managedBy(before).filter((name) => after.settings[name] === undefined);
  return { changes, replaces, released };
}
