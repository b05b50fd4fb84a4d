/** What the state says after a write: never more than what Sendcloud is known to have. Pure. */
import { equal, equivalent, namesOf, pick, type SettingValues } from "../settings/diff";
import { settingNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import { isEmpty } from "../values";
import { type Declared, nothingAdopted, ownValue, recordedValue, type State } from "./state";
import type { Written } from "./write";

/** What is known of an integration before a write. */
export type Known = Pick<State, "settings" | "adoption" | "facts">;

/** What is known before the first adoption. */
export const nothingKnown: Known = { settings: {}, adoption: nothingAdopted, facts: {} };

/** What a write was for. */
interface Purpose {
  wanted: SettingValues;
  /** The settings that the program ignores: they stay as recorded. */
  ignored: readonly SettingName[];
  /** The settings that return to what they were. */
  removed: readonly SettingName[];
  before: SettingValues;
  /** What Sendcloud held until the write. */
  held: SettingValues;
}

/** The settings and their memory after a write. One that could not be restored for sure stays managed. */
export function recordedAfter(
  known: Known,
  { wanted, ignored, removed, before, held }: Purpose,
  { live, unconfirmed }: Written,
): Pick<State, "settings" | "adoption"> {
  const { adoption } = known;
  const open = removed.filter((name) => unconfirmed.includes(name));
  const settings: SettingValues = pick(known.settings, ignored);
  const applied: SettingValues = pick(adoption.applied, [...ignored, ...open]);
  const unsure: SettingName[] = [];
  const earlier: SettingValues = {};
  for (const name of [...namesOf(wanted), ...open]) {
    const isSeen = live !== undefined && (live[name] !== undefined || isEmpty(wanted[name]));
    const sent = wanted[name] ?? adoption.applied[name];
    if (!unconfirmed.includes(name)) {
      const isDrift = isSeen && !equivalent(name, live[name], wanted[name]);
      settings[name] = isDrift ? recordedValue(name, live[name]) : wanted[name];
      applied[name] = sent;
    } else if (isSeen) {
      settings[name] = recordedValue(name, live[name]);
      applied[name] = ownValue(known, name, live[name])?.value ?? sent;
    } else {
      unsure.push(name);
      applied[name] = sent;
      // The value until then may still be there. What was there before the adoption is remembered anyway.
      const isOwn = name in adoption.applied && ownValue(known, name, held[name]) !== undefined;
      if (isOwn && wanted[name] !== undefined && !equal(held[name], before[name]))
        earlier[name] = held[name];
    }
  }
  const remembered = { ...pick(adoption.before, open), ...before };
  return { settings, adoption: { ...adoption, before: remembered, applied, unsure, earlier } };
}

/** The outputs to keep secret: what the program holds secret, and what it held so of values that are not as declared yet. */
export function secretsToRecord(
  { secrets, settings }: Pick<Declared, "secrets" | "settings">,
  recorded: Pick<State, "settings" | "adoption">,
  earlier: readonly string[],
): string[] {
  const isUnsure = (name: SettingName): boolean => recorded.adoption.unsure.includes(name);
  const isOther = (name: SettingName): boolean =>
    name in recorded.settings && !equal(settings[name], recorded.settings[name]);
  const still = settingNames.filter(
    (name) => earlier.includes(name) && (isUnsure(name) || isOther(name)),
  );
  return [...new Set([...secrets, ...still])];
}
