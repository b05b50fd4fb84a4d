/** Plugin: `pulumi import`, and look-ups by id: a resource of all that can be declared of an integration as it is. */
import type { Run } from "../../lifecycle/run";
import { encodeInputs, encodeState } from "../../lifecycle/state-format";
import { takeOver } from "../../lifecycle/takeover";
import { SendcloudError } from "../../errors";
import { isBareUrl } from "../../settings/declarable";
import { isUrlSetting } from "../../settings/schema";
import type { Properties } from "../../values";
import { secret } from "../tokens";
import type { Found } from "./kinds";

/** Reads the integration that an id names: its number, and before it the name of its account where that is not the default one. */
export async function imported(run: Run, id: string, { account: accountOfState }: Properties): Promise<Found> {
  const [, accountOfId, number] = /^(?:(.+):)?([1-9]\d{0,15})$/.exec(id) ?? [];
  if (number === undefined) {
    throw new SendcloudError(
      "the id to import must be the number of an integration, such as 12345, or of one in another account, such as berlin:12345",
    );
  }
  const account = accountOfId ?? (typeof accountOfState === "string" ? accountOfState : undefined);
  const { state, messages } = await takeOver(run, { integrationId: Number(number), account });
  messages.forEach(run.tell);
  return { id: number, inputs: withoutTokens(encodeInputs(state)), outputs: withoutTokens(encodeState(state)) };
}

/** A URL may hold a token where it is more than a host; and so may what the shop was. No program's input says here what is secret. */
export function withoutTokens(properties: Properties): Properties {
  const hides = (name: string, value: unknown): boolean =>
    name === "adoption" || (isUrlSetting(name) && typeof value === "string" && !isBareUrl(value));
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hides(name, value) ? secret(value) : value]));
}
