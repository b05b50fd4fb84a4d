/** What it means that Sendcloud says there is no such integration: it was deleted, or the keys are those of another account. */
import { maxId } from "../api/refusals";
import { SendcloudError } from "../errors";
import { shown } from "../format";
import { equivalent, type SettingValues } from "../settings/diff";
import { isEmpty } from "../values";
import { inAccount, gone, maybeGone } from "./messages";
import type { Result, State } from "./state";
import type { Target } from "./target";

/** At most this many integrations with the same name or URL are listed. */
const mostNamed = 5;

/**
 * What a refresh records of an integration that Sendcloud does not have: nothing where the account is the one that owned it.
 * Where that cannot be told, the state stays, marked, so that what the settings were before is still known if it comes back.
 */
export async function absent(target: Target, state: State): Promise<Result> {
  const owner = await target.client.owner();
  const problem = otherAccount(target, state, owner);
  if (problem !== undefined) return { problem, messages: [] };
  if (owner !== undefined && owner === state.adoption.owner)
    return { messages: [gone(target.label)] };
  return {
    state: { ...state, adoption: { ...state.adoption, missing: true } },
    messages: [maybeGone(target.label)],
  };
}

/** The error where an operation needs the integration, with what may be meant instead. */
export async function noIntegration(
  target: Target,
  wanted: SettingValues,
  state?: State,
): Promise<SendcloudError> {
  const { client, id, account } = target;
  const other = state && otherAccount(target, state, await client.owner());
  if (other !== undefined) return other;
  const url = `GET ${client.baseUrl}/integrations/${id}`;
  if (id > maxId) {
    return new SendcloudError(
      `there is no integration ${id} (${url}): check the number, since no integration has one beyond ${maxId}`,
    );
  }
  const near = await similar(target, wanted);
  const hint = near === "" ? "" : `. ${near}`;
  const advice =
    "check integrationId and the account's keys. Integrations are created in the Sendcloud panel or by the shop's plug-in, then adopted here";
  return new SendcloudError(
    `there is no integration ${id} ${inAccount(account)} (${url})${hint}: ${advice}`,
    { advice },
  );
}

/** The error where the account is known to be another one than that which owns the integration. */
function otherAccount(
  { client, id }: Target,
  { adoption }: State,
  owner: string | undefined,
): SendcloudError | undefined {
  if (owner === undefined || adoption.owner === undefined || owner === adoption.owner)
    return undefined;
  return new SendcloudError(
    `integration ${id} is of the Sendcloud account with user id ${adoption.owner}, but the keys are of the account with user id ${owner} (GET ${client.baseUrl}/user/auth/metadata): nothing was changed or forgotten. Use the keys of the account that owns it`,
  );
}

/** A shop that its plug-in connects again has another number, and often the same name. */
async function similar(
  { listed, id }: Target,
  { shopName, shopUrl }: SettingValues,
): Promise<string> {
  if (isEmpty(shopName) && isEmpty(shopUrl)) return "";
  const all = await listed();
  const found = all.filter(
    ({ id: other, settings }) =>
      other !== id &&
      ((!isEmpty(shopName) && equivalent("shopName", settings.shopName, shopName)) ||
        (!isEmpty(shopUrl) && equivalent("shopUrl", settings.shopUrl, shopUrl))),
  );
  const named = found
    .slice(0, mostNamed)
    .map((one) => `${one.id} (${shown(one.settings.shopName)}, ${shown(one.settings.shopUrl)})`);
  const more = found.length > mostNamed ? ` and ${found.length - mostNamed} more` : "";
  return found.length === 0 ? "" : `With the same name or URL it has ${named.join(", ")}${more}`;
}
