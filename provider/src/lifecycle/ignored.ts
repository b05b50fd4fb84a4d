/** What `ignoreChanges` means to an update: the settings that it names stay as they are recorded, and are not sent. Pure. */
import { namesOf, pick, type SettingValues } from "../settings/diff";
import { settingNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import type { Adoption, State } from "./state";

/** What is recorded of settings. */
type Recorded = Pick<State, "settings" | "adoption">;

/** The settings that an update leaves alone: a write of our own that has no known result is ended all the same. */
export function leftAlone(
  { ignored = [] }: { ignored?: readonly SettingName[] },
  { adoption }: Pick<State, "adoption">,
): SettingName[] {
  return ignored.filter((name) => adoption.unsure[name] === undefined);
}

/** The values without these settings. */
export function without<Values extends SettingValues>(
  values: Values,
  names: readonly SettingName[],
): Partial<Values> {
  return pick(values, others(values, names));
}

/** The state as if these settings were not managed. */
export function stateWithout(state: State, names: readonly SettingName[]): State {
  const { before, applied, kept } = state.adoption;
  const adoption = {
    ...state.adoption,
    before: without(before, names),
    applied: without(applied, names),
    kept: without(kept, names),
  };
  return { ...state, settings: without(state.settings, names), adoption };
}

/** What is recorded after an update, and of these settings what was recorded before it. */
export function withRecorded(
  after: Recorded,
  state: Recorded,
  names: readonly SettingName[],
): Recorded {
  const both = (part: (of: Adoption) => SettingValues): SettingValues => ({
    ...pick(part(state.adoption), names),
    ...part(after.adoption),
  });
  const adoption = {
    ...after.adoption,
    before: both(({ before }) => before),
    applied: both(({ applied }) => applied),
    kept: both(({ kept }) => kept),
  };
  return { settings: { ...pick(state.settings, names), ...after.settings }, adoption };
}

function others(values: SettingValues, names: readonly SettingName[]): SettingName[] {
  const held = namesOf(values);
  return settingNames.filter((name) => held.includes(name) && !names.includes(name));
}
