/** Program process: which settings of a shop are as a resource of the stack applied them that held them secret. */
import { matchingApplied } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { mayBeSecret } from "../../settings/free-text";
import { integrationKey } from "../../settings/key";
import { settingNames } from "../../settings/schema";
import type { Integration, SettingName } from "../../settings/types";
import { perProgram } from "./context";
import { type Recorded, recordedStates } from "./recorded";

const read = perProgram((): { states?: Promise<readonly Recorded[]> } => ({}));

/** The settings that a preview must not show. The stack's state is read once. */
export async function recordedSecrets({ id, settings }: Integration, account: string | undefined): Promise<SettingName[]> {
  const program = read();
  program.states ??= recordedStates();
  const key = integrationKey({ integrationId: id, account });
  const states = (await program.states).filter((one) => integrationKey(one) === key).map(({ outputs }) => decodeState(outputs));
  return settingNames.filter((name) =>
    states.some((state) => mayBeSecret(state.adoption.secrets, name) && matchingApplied(state, name, settings[name]) !== undefined),
  );
}
