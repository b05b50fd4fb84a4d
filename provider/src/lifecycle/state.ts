/** What is known of an integration: what is declared, what is remembered between runs, and what an operation leaves. Pure. */
import type { SendcloudError } from "../errors";
import { equivalent, namesOf, pick, type SettingValues } from "../settings/diff";
import { type DeclaredSettings, settingNames } from "../settings/schema";
import type { Choices, Identity, SettingName } from "../settings/types";

/** Which integration a resource manages, and what is chosen for it. */
export interface Managed extends Identity {
  account?: Choices["account"] | undefined;
  onDestroy?: Choices["onDestroy"] | undefined;
}

/** What a program declares of one integration, checked. */
export interface Declared extends Managed {
  settings: DeclaredSettings;
  /** The settings that `ignoreChanges` names: from the first adoption on they are not compared, and never sent. */
  ignored?: readonly SettingName[];
  /** The inputs that the program holds secret. */
  secrets?: readonly string[] | undefined;
}

/** Facts of the integration that no program declares, as far as they are known. */
export interface Facts {
  type?: string | undefined;
  createdAt?: string | undefined;
}

/** What is remembered of an adoption, so that it can be undone. */
export interface Adoption {
  /** What each managed setting was when it was first managed. */
  before: SettingValues;
  /** What was last applied, for each setting that a refresh found to be something else. */
  applied: SettingValues;
  /** For each setting whose last write has no known result: every value that Sendcloud may have, the newest last. */
  unsure: { [Name in SettingName]?: readonly unknown[] };
  /** What Sendcloud keeps of settings in place of what is sent, which is not sent again until it is edited. */
  kept: SettingValues;
  /** For each setting that the last write returned to what it was: what it had been until then, which a read that is behind may still show. */
  undone?: SettingValues | undefined;
  /** The user id of the account that owns the integration, where Sendcloud told it. */
  owner?: string | undefined;
  /** Whether the last refresh did not find the integration, though nobody could tell that it was deleted. */
  missing?: boolean | undefined;
  /** The outputs that are recorded as secrets; `undefined` where a version recorded them that did not tell. */
  secrets?: readonly string[] | undefined;
}

/** What is remembered of one integration from one run to the next. */
export interface State extends Managed {
  /** What Sendcloud has of the managed settings, as far as it is known. */
  settings: SettingValues;
  adoption: Adoption;
  facts: Facts;
  /** Whether the integration is only looked up, not managed. */
  lookUp?: boolean;
}

/** What an operation leaves. */
export interface Result {
  /** What to record. Without it nothing is recorded any more where there is no problem, and nothing changes where there is one. */
  state?: State;
  problem?: SendcloudError;
  /** Messages for the operator, with or without a problem. */
  messages: string[];
  /** What was done, where an operator is told: one by one, or of all members of a set together. */
  done?: Done;
}

/** An integration was adopted, and what was changed was this, of which some may be secrets; or it was released as it is. */
export type Done =
  | { kind: "adopted"; changed: SettingValues; hidden: readonly SettingName[] }
  | { kind: "released" };

/** An adoption that remembers nothing. */
export const nothingAdopted: Adoption = { before: {}, applied: {}, unsure: {}, kept: {} };

/** The settings whose value at Sendcloud is not known. */
export function unsureNames({ unsure }: Adoption): SettingName[] {
  return settingNames.filter((name) => unsure[name] !== undefined);
}

/** The settings that are managed, whether or not their value is known. */
export function managedNames({
  settings,
  adoption,
}: Pick<State, "settings" | "adoption">): SettingName[] {
  const known = namesOf(settings);
  const unsure = unsureNames(adoption);
  return settingNames.filter((name) => known.includes(name) || unsure.includes(name));
}

/** Every value that our last writes may have left, the newest last: one, or several where the result of a write is not known. */
export function appliedValues(
  { settings, adoption }: Pick<State, "settings" | "adoption">,
  name: SettingName,
): readonly unknown[] {
  const last = name in adoption.applied ? adoption.applied[name] : settings[name];
  return adoption.unsure[name] ?? (last === undefined ? [] : [last]);
}

/** Whether a live value is the one that Sendcloud keeps in place of what was sent: that is no drift. */
export function isKept(
  { adoption: { kept } }: Pick<State, "adoption">,
  name: SettingName,
  live: unknown,
): boolean {
  return kept[name] !== undefined && equivalent(name, live, kept[name]);
}

/** The applied value that this live value is, as Sendcloud stores it, or `undefined` if someone else changed it. */
export function matchingApplied(
  state: Pick<State, "settings" | "adoption">,
  name: SettingName,
  live: unknown,
): { value: unknown } | undefined {
  const all = appliedValues(state, name);
  const value =
    all[
      isKept(state, name, live)
        ? all.length - 1
        : all.findLastIndex((applied) => equivalent(name, live, applied))
    ];
  return value === undefined ? undefined : { value };
}

/** Remembered values of before the adoption, for the settings that still are as they were last applied. */
export function inherited(left: State, live: SettingValues): SettingValues {
  return pick(
    left.adoption.before,
    settingNames.filter((name) => matchingApplied(left, name, live[name]) !== undefined),
  );
}

/** Which integration a declaration is of, and what is chosen for it, without its settings. */
export function managed({ integrationId, account, onDestroy }: Declared): Managed {
  return { integrationId, account, onDestroy };
}
