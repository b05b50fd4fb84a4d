/** What is recorded of an integration from one run to the next, and what it says about a live value. Pure. */
import { alike, type Held, namesOf, pick } from "../settings/diff";
import { type DeclaredSettings, settingNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import type { Written } from "./write";

/** What is remembered of an adoption, so that it can be undone. */
export interface Adoption {
  /** What each managed setting was when it was first managed. */
  before: Held;
  /** What was last applied, for each setting that a refresh found to be something else. */
  applied: Held;
  /** For each setting whose last write had no answer: everything that Sendcloud may hold, the newest last. */
  unsure: { [Name in SettingName]?: readonly unknown[] };
}

/** What an earlier run recorded. */
export interface Recorded {
  /** What Sendcloud holds of what is managed, as far as it is known. */
  settings: Held;
  adoption: Adoption;
  /** Whether settings return to what they were once they are no longer managed. */
  restore: boolean;
}

/** The settings whose value at Sendcloud is not known. */
export function unsureOf({ unsure }: Adoption): SettingName[] {
  return settingNames.filter((name) => unsure[name] !== undefined);
}

/** The settings that are managed, whether or not their value is known. */
export function managedBy({ settings, adoption }: Recorded): SettingName[] {
  const known = namesOf(settings);
  const unsure = unsureOf(adoption);
  return settingNames.filter((name) => known.includes(name) || unsure.includes(name));
}

/** Everything that a setting may have been left as by us, the newest last: one value, or several where a write had no answer. */
export function appliedOf({ settings, adoption }: Recorded, name: SettingName): readonly unknown[] {
  const last = name in adoption.applied ? adoption.applied[name] : settings[name];
  return adoption.unsure[name] ?? (last === undefined ? [] : [last]);
}

/** What we applied that a live value is, as Sendcloud stores it; `undefined` where it is somebody else's change. */
export function oursIn(recorded: Recorded, name: SettingName, live: unknown): { value: unknown } | undefined {
  const value = appliedOf(recorded, name).findLast((applied) => alike(name, live, applied));
  return value === undefined ? undefined : { value };
}

/** A write, and what was recorded before it. */
interface Change {
  declared: DeclaredSettings;
  sent: DeclaredSettings;
  recorded: Recorded;
  /** What each setting that stays managed was when it was first managed. */
  before: Held;
}

/** What to record after a write: never more than what Sendcloud is known to hold. */
export function afterWrite(
  { declared, sent, recorded, before }: Change,
  { live, problem }: Written,
): Pick<Recorded, "settings" | "adoption"> {
  const open = problem?.names ?? [];
  const unsure: Adoption["unsure"] = {};
  for (const name of open) unsure[name] = [...appliedOf(recorded, name), sent[name]];
  const returning = pick(recorded.adoption.before, open);
  if (live === undefined) {
    const known = namesOf(declared).filter((name) => !open.includes(name));
    return { settings: pick(declared, known), adoption: { before: { ...returning, ...before }, applied: {}, unsure } };
  }
  const drifted = namesOf(declared).filter((name) => !alike(name, live[name], declared[name]));
  const applied = pick(
    declared,
    drifted.filter((name) => !open.includes(name)),
  );
  return { settings: { ...declared, ...pick(live, drifted) }, adoption: { before: { ...returning, ...before }, applied, unsure } };
}
