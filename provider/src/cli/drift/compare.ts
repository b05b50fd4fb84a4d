/** Where integrations differ from what a stack has declared. Pure. */
import { equivalent } from "../../settings/diff";
import { ignoredIn } from "../../settings/secrets";
import { leftAlone } from "../../lifecycle/ignored";
import { appliedValues, isKept, managedNames } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import type { Integration, SettingName } from "../../settings/types";
import { shown } from "../../format";
import { present } from "../../values";
import type { Stored } from "../stored";
import type { Live } from "./live";

/** One setting that is not as declared. */
export interface Drift {
  resource: string;
  integrationId: number;
  account?: string;
  /** The provider that the program declares for the resource, by name. */
  provider?: string;
  setting: SettingName | "integration";
  /** As errors show values: a URL by its host, and of a secret nothing. */
  declared: string;
  live: string;
}

/** A resource that could not be compared, and why. */
export interface NotCompared {
  resource: string;
  integrationId: number;
  reason: string;
}

/** The drift of all resources that could be compared, and the others. */
export function compare(
  stored: readonly Stored[],
  liveOf: (resource: Stored) => Live,
): { drift: Drift[]; notCompared: NotCompared[] } {
  const drift: Drift[] = [];
  const notCompared: NotCompared[] = [];
  for (const resource of stored) {
    const live = liveOf(resource);
    const integrationId = Number(resource.outputs.integrationId);
    if ("problem" in live)
      notCompared.push({ resource: resource.name, integrationId, reason: live.problem });
    else drift.push(...driftOf(resource, live.integrations.get(integrationId)));
  }
  return { drift, notCompared };
}

/** The drift of one resource, against the integration as it is now, or against none where it is gone. */
export function driftOf(
  { name, provider, inputs, outputs, secrets }: Stored,
  live: Integration | undefined,
): Drift[] {
  const state = decodeState(outputs);
  const { integrationId, account } = state;
  const where = {
    resource: name,
    integrationId,
    ...present({ account, provider: provider?.name }),
  };
  if (live === undefined)
    return [{ ...where, setting: "integration", declared: "managed", live: "gone" }];
  const ignored = leftAlone({ ignored: ignoredIn(inputs) }, state);
  const compared = managedNames(state).filter((name) => !ignored.includes(name));
  return compared.flatMap((setting) => {
    const { applied } = state.adoption;
    const wanted = [
      setting in applied ? applied[setting] : inputs[setting],
      appliedValues(state, setting).at(-1),
    ].find((value) => value !== undefined);
    if (
      equivalent(setting, live.settings[setting], wanted) ||
      isKept(state, setting, live.settings[setting])
    )
      return [];
    const sides = secrets.has(setting)
      ? { declared: "a secret", live: "something else" }
      : { declared: shown(wanted), live: shown(live.settings[setting]) };
    return [{ ...where, setting, ...sides }];
  });
}
