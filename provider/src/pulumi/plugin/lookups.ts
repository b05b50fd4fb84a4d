/** Plugin: the functions that look integrations up, at preview too. */
import { findIntegration, findIntegrations, refuseOthers } from "../../lifecycle/lookups";
import { SendcloudError } from "../../errors";
import { settingNames } from "../../settings/schema";
import type { Integration } from "../../settings/types";
import type { Properties } from "../../values";
import { native, secret } from "../tokens";
import type { Session } from "./session";

/** What a function returns. Rejects with what a program's author can put right. */
export async function invoke(
  { catalogue }: Session,
  token: string,
  args: Properties,
): Promise<Properties> {
  const { id } = args;
  if (token === native.getIntegration) refuseOthers("getIntegration", args, token);
  if (token === native.listIntegrations) refuseOthers("listIntegrations", args, token);
  const [account, shopUrl, type] = [
    text(args, "account"),
    text(args, "shopUrl"),
    text(args, "type"),
  ];
  if (token === native.getIntegration)
    return details(await findIntegration(catalogue, { id, shopUrl, account }));
  if (token === native.listIntegrations) {
    return {
      integrations: (await findIntegrations(catalogue, { type, shopUrl, account })).map(details),
    };
  }
  throw new SendcloudError(
    `there is no function ${token}: there are ${native.getIntegration} and ${native.listIntegrations}`,
  );
}

function text(args: Properties, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw new SendcloudError(`${name} must be text`);
}

/** A setting that has no value, or is not known, is `null`. A webhook may hold a token. */
function details({ settings, ...facts }: Integration): Properties {
  const seen = Object.fromEntries(settingNames.map((name) => [name, settings[name] ?? null]));
  return { ...facts, ...seen, webhookUrl: secret(seen.webhookUrl) };
}
