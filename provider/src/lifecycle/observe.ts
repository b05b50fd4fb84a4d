/** Reads an integration as it is now, and says what it means that Sendcloud does not have it. */
import { ResponseError, SendcloudError } from "../errors";
import { equal, namesOf, type SettingValues } from "../settings/diff";
import type { Integration } from "../settings/types";
import { inAccount } from "./messages";
import type { Target } from "./run";
import { type Facts, recordedValue } from "./state";

/** The integration; an error where there is none. `owner` is the account that owned it, where that is known. */
export async function existing(target: Target, owner?: string): Promise<Integration> {
  const live = await target.client.get(target.id);
  if (live !== undefined) return live;
  throw (await otherAccount(target, owner)) ?? noIntegration(target);
}

/** The error where Sendcloud has no such integration. */
export function noIntegration({ client, id, account }: Target): SendcloudError {
  return new SendcloudError(
    `there is no integration ${id} ${inAccount(account)} (GET ${client.baseUrl}/integrations/${id}): check integrationId and the account's keys. Integrations are created in the Sendcloud panel or by the shop's plug-in, then adopted here`,
  );
}

/** The error where the keys are known to be those of another account than the one that owned the integration. */
export async function otherAccount(
  { client, id }: Target,
  owner: string | undefined,
): Promise<SendcloudError | undefined> {
  const now = owner === undefined ? undefined : await client.owner();
  if (now === undefined || now === owner) return undefined;
  return new SendcloudError(
    `integration ${id} is of the Sendcloud account with user id ${owner}, but the keys are of the account with user id ${now} (GET ${client.baseUrl}/user/auth/metadata): nothing was changed or forgotten. Use the keys of the account that owns it`,
  );
}

/**
 * What Sendcloud has of these settings. One that its answer leaves out is not set where nothing else is wanted of it;
 * otherwise it is not known, and cannot be managed.
 */
export function observed(
  { client, id }: Target,
  { settings }: Integration,
  wanted: SettingValues,
): SettingValues {
  const names = namesOf(wanted);
  const unknown = names.filter(
    (name) => settings[name] === undefined && !equal(wanted[name], null),
  );
  if (unknown.length === 0)
    return Object.fromEntries(names.map((name) => [name, recordedValue(name, settings[name])]));
  throw new ResponseError(
    `Sendcloud's answer does not tell ${unknown.join(", ")} of integration ${id}, or not in a form that can be read (GET ${client.baseUrl}/integrations/${id}). Leave ${unknown.length > 1 ? "them" : "it"} out of the program, or ask Sendcloud support`,
  );
}

/** What is known of it that no program declares. */
export function factsOf({ type, createdAt }: Integration): Facts {
  return { type: type ?? undefined, createdAt: createdAt ?? undefined };
}
