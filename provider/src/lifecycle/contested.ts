/** Settings of an integration that two resources have recorded, each as its own: after half of a swap, which `--target` allows. Pure. */
import { namesOf, same, type SettingValues } from "../settings/diff";
import type { SettingName } from "../settings/types";
import type { State } from "./state";

/** The settings that another resource may have written since. `recorded` is all that the stack had recorded of the integration. */
export function contested(recorded: readonly State[], state: State, declared: SettingValues): SettingName[] {
  const states = [...new Map(recorded.map((one) => [JSON.stringify(one), one])).values()];
  if (states.length < 2) return [];
  const differs = (name: SettingName): boolean =>
    states.some(({ settings }) => name in settings && !same(settings[name], state.settings[name]));
  return namesOf(declared).filter((name) => name in state.settings && differs(name));
}
