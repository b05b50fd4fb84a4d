/** Where integrations differ from what a stack has declared. Pure. */
import { alike } from "../../settings/diff";
import { appliedOf, managedBy } from "../../lifecycle/state";
import { recordedIn } from "../../lifecycle/encoding";
import type { Integration, SettingName } from "../../settings/types";
import { asText } from "../review/meaning";
import type { Stored } from "./stored";

/** One setting that is not as declared. */
export interface Drift {
  resource: string;
  integrationId: number;
  account?: string;
  setting: SettingName | "integration";
  /** As a review shows them: a URL by its host, and of a secret nothing. */
  declared: string;
  live: string;
}

/** The drift of one resource, against the integration as it is now, or against none where it is gone. */
export function driftOf({ name, inputs, outputs, secrets }: Stored, live: Integration | undefined): Drift[] {
  const recorded = recordedIn(outputs);
  const integrationId = Number(outputs.integrationId);
  const where = { resource: name, integrationId, ...(typeof outputs.account === "string" && { account: outputs.account }) };
  if (live === undefined) return [{ ...where, setting: "integration", declared: "managed", live: "gone" }];
  return managedBy(recorded).flatMap((setting) => {
    const { applied } = recorded.adoption;
    const wanted = [setting in applied ? applied[setting] : inputs[setting], appliedOf(recorded, setting).at(-1)].find(
      (value) => value !== undefined,
    );
    if (alike(setting, live.settings[setting], wanted)) return [];
    const shown = secrets.has(setting)
      ? { declared: "a secret", live: "something else" }
      : { declared: asText(wanted), live: asText(live.settings[setting]) };
    return [{ ...where, setting, ...shown }];
  });
}
