/** What differs between two sets of settings, and what a request must carry to make them agree. Pure. */
import { comparableUrl } from "../url";
import { couplings, type DeclaredSettings, isUrlSetting, settingNames } from "./schema";
import type { SettingName } from "./types";

/** Values of settings, as declared, as Sendcloud has them or as the state records them. */
export type SettingValues = { [Name in SettingName]?: unknown };

/** The settings that have a value. */
export function namesOf(values: SettingValues): SettingName[] {
  return settingNames.filter((name) => values[name] !== undefined);
}

/** Some of the settings that have a value. */
export function pick<Values extends SettingValues>(
  values: Values,
  names: readonly SettingName[],
): Partial<Values> {
  const chosen: Partial<Values> = {};
  for (const name of names) if (values[name] !== undefined) chosen[name] = values[name];
  return chosen;
}

/** The settings that have a value, but for these. */
export function omit<Values extends SettingValues>(
  values: Values,
  names: readonly SettingName[],
): Partial<Values> {
  const others = settingNames.filter((name) => !names.includes(name));
  return pick(values, others);
}

/** One form for values that mean the same: a list is a set of carriers, sorted and without duplicates. */
export function canonical(value: unknown): unknown {
  return Array.isArray(value) && value.every((element) => typeof element === "string")
    ? [...new Set(value)].sort()
    : value;
}

/** Whether two values mean the same. `null`, `""` and `[]` are all "not set"; `undefined`, "not managed", is none of them. */
export function equal(one: unknown, other: unknown): boolean {
  return comparable(one) === comparable(other);
}

function comparable(value: unknown): string | undefined {
  const isSet = value !== "" && !(Array.isArray(value) && value.length === 0);
  return JSON.stringify(isSet ? canonical(value) : null);
}

/**
 * Whether a live value is the given one as Sendcloud may have stored it: a URL in another spelling, carriers in any order
 * and case. A value that the answer leaves out is not set. For detecting drift only: what is sent is compared by
 * {@link equal}.
 */
export function equivalent(
  name: SettingName,
  live: unknown = null,
  given: unknown = null,
): boolean {
  return equal(live, given) || equal(folded(name, live), folded(name, given));
}

function folded(name: SettingName, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => String(element).toLowerCase());
  if (typeof value !== "string") return value;
  if (name === "feedbackType") return value.toLowerCase();
  return isUrlSetting(name) ? comparableUrl(value) : value;
}

/** What to send so that the current settings become the declared ones: what differs, and with a flag turned on what it needs. */
export function changedSettings(
  declared: DeclaredSettings,
  current: SettingValues,
): DeclaredSettings {
  const names = namesOf(declared).filter((name) => !equal(declared[name], current[name]));
  const needed = couplings
    .filter(({ flag }) => names.includes(flag) && declared[flag] === true)
    .map(({ needs }) => needs);
  const sent = settingNames.filter((name) => names.includes(name) || needed.includes(name));
  return pick(declared, sent);
}
