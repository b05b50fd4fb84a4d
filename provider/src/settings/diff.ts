/** What differs between two sets of settings, and what a request must carry to make them agree. Pure. */
import { couplings, type DeclaredSettings, isUrlSetting, settingNames } from "./schema";
import type { SettingName } from "./types";
import { comparableUrl } from "../url";
import { isEmpty } from "../values";

/** Values of settings, as declared, as Sendcloud has them or as the state records them. A setting without a value is absent. */
export type SettingValues = { [Name in SettingName]?: unknown };

/** One form for values that mean the same: a list is a set of carriers, sorted and without duplicates. */
export function canonical(value: unknown): unknown {
  return Array.isArray(value) && value.every((element) => typeof element === "string")
    ? [...new Set(value)].sort()
    : value;
}

/** The declared settings whose held value is another, or that are not held. */
function differing(declared: SettingValues, held: SettingValues): SettingName[] {
  return settingNames.filter(
    (name) => declared[name] !== undefined && !same(declared[name], held[name]),
  );
}

/** The settings that only one side declares, or that the two declare differently. */
export function edited(before: SettingValues, after: SettingValues): SettingName[] {
  return settingNames.filter((name) => !same(before[name], after[name]));
}

/** What to send so that what is held becomes what is declared: exactly what differs, and with a flag turned on what it needs. */
export function patch(declared: DeclaredSettings, held: SettingValues): DeclaredSettings {
  const names = new Set(differing(declared, held));
  for (const { flag, needs } of couplings) {
    if (names.has(flag) && declared[flag] === true && declared[needs] !== undefined)
      names.add(needs);
  }
  return Object.fromEntries(
    settingNames.filter((name) => names.has(name)).map((name) => [name, declared[name]]),
  );
}

/** Some of the settings that are held. */
export function pick<Source extends SettingValues>(
  source: Source,
  names: readonly SettingName[],
): Partial<Source> {
  const chosen: Partial<Source> = {};
  for (const name of names) if (source[name] !== undefined) chosen[name] = source[name];
  return chosen;
}

/** The settings that are held. */
export function namesOf(held: SettingValues): SettingName[] {
  return settingNames.filter((name) => held[name] !== undefined);
}

/** Whether two values of a setting mean the same. `null`, `""` and `[]` all mean "not set"; `undefined`, "not managed", is none of them. */
export function same(one: unknown, other: unknown): boolean {
  if (one !== undefined && other !== undefined && isEmpty(one) && isEmpty(other)) return true;
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/**
 * Whether a live value is the given one as Sendcloud may have stored it: a URL in another spelling, carriers in any order
 * and case. A value that the answer leaves out is one that is not set. Only for detecting drift: what is sent is compared
 * by {@link same}.
 */
export function alike(name: SettingName, live: unknown, given: unknown): boolean {
  return (
    (isEmpty(live) && isEmpty(given)) ||
    same(live, given) ||
    same(folded(name, live), folded(name, given))
  );
}

function folded(name: SettingName, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => String(element).toLowerCase());
  if (typeof value !== "string") return value;
  if (name === "feedbackType") return value.toLowerCase();
  return isUrlSetting(name) ? comparableUrl(value) : value;
}
