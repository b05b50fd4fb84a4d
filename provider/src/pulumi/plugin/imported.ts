/** Plugin: `pulumi import`, and look-ups by id: a resource of all that can be declared of an integration as it is. */
import type { Run } from "../../lifecycle/run";
import { encodeInputs, encodeState } from "../../lifecycle/state-format";
import { takeOver } from "../../lifecycle/takeover";
import { SendcloudError } from "../../errors";
import { isBareUrl } from "../../settings/check";
import { isUrlSetting, settingNames } from "../../settings/schema";
import type { Properties } from "../../values";
import { withSecrets } from "../calls/secrets";
import { secret } from "../tokens";
import type { Found } from "./kinds";

/** Reads the integration that an id names: its number, and before it the name of its account where that is not the default one. */
export async function imported(
  run: Run,
  id: string,
  { account: accountOfState }: Properties,
): Promise<Found> {
  const [, accountOfId, number] = /^(?:(.+):)?([1-9]\d{0,15})$/.exec(id) ?? [];
  if (number === undefined || !Number.isSafeInteger(Number(number))) {
    throw new SendcloudError(
      "the id to import must be the number of an integration, such as 12345, or of one in another account, such as berlin:12345",
    );
  }
  const account = accountOfId ?? (typeof accountOfState === "string" ? accountOfState : undefined);
  const { state, messages } = await takeOver(run, { integrationId: Number(number), account });
  messages.forEach(run.tell);
  const adoption = {
    ...state.adoption,
    secrets: settingNames.filter((name) => mayHoldToken(name, state.settings[name])),
  };
  return {
    id: number,
    inputs: withoutTokens(encodeInputs(state)),
    outputs: withSecrets(encodeState({ ...state, adoption })),
  };
}

function withoutTokens(inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      mayHoldToken(name, value) ? secret(value) : value,
    ]),
  );
}

/** No program says here what is secret. A webhook may get a token later; another URL holds none where it is but a host. */
function mayHoldToken(name: string, value: unknown): boolean {
  return (
    name === "webhookUrl" || (isUrlSetting(name) && typeof value === "string" && !isBareUrl(value))
  );
}
