/** Where integrations differ from what a stack has declared. Pure. */
import { alike } from "../../settings/diff";
import { ignoredIn } from "../../settings/ignored";
import { leftAlone } from "../../lifecycle/ignored";
import { appliedValues, isKept, managedNames } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import type { Integration, SettingName } from "../../settings/types";
import { shown } from "../../format";
import type { Stored } from "../stored";

/** One setting that is not as declared. */
export interface Drift {
  resource: string;
  integrationId: number;
  account?: string;
  setting: SettingName | "integration";
  /** As errors show values: a URL by its host, and of a secret nothing. */
  declared: string;
  live: string;
}

/** The drift of one resource, against the integration as it is now, or against none where it is gone. */
export function driftOf({ name, inputs, outputs, secrets }: Stored, live: Integration | undefined): Drift[] {
  const state = decodeState(outputs);
  const { integrationId, account } = state;
  const where = { resource: name, integrationId, ...(account !== undefined && { account }) };
  if (live === undefined) return [{ ...where, setting: "integration", declared: "managed", live: "gone" }];
  const ignored = leftAlone({ ignored: ignoredIn(inputs) }, state);
  const compared = managedNames(state).filter((name) => !ignored.includes(name));
  return compared.flatMap((setting) => {
    const { applied } = state.adoption;
    const wanted = [setting in applied ? applied[setting] : inputs[setting], appliedValues(state, setting).at(-1)].find(
      (value) => value !== undefined,
    );
    if (alike(setting, live.settings[setting], wanted) || isKept(state, setting, live.settings[setting])) return [];
    const sides = secrets.has(setting)
      ? { declared: "a secret", live: "something else" }
      : { declared: shown(wanted), live: shown(live.settings[setting]) };
    return [{ ...where, setting, ...sides }];
  });
}
