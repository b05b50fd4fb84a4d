/** Plugin: the functions that look integrations up, at preview too. */
import { findIntegration, findIntegrations } from "../../lifecycle/lookups";
import { SendcloudError } from "../../errors";
import { settingNames } from "../../settings/schema";
import type { Integration } from "../../settings/types";
import type { Properties } from "../../values";
import { native, secret } from "../tokens";
import type { Session } from "./session";

/** What a function returns. Rejects with what a program's author can put right. */
export async function invoke({ catalogue }: Session, token: string, args: Properties): Promise<Properties> {
  const { id } = args;
  refuseOthers(token, args);
  const [account, shopUrl, type] = [text(args, "account"), text(args, "shopUrl"), text(args, "type")];
  if (token === native.getIntegration) return details(await findIntegration(catalogue, { id, shopUrl, account }));
  if (token === native.listIntegrations) {
    return { integrations: (await findIntegrations(catalogue, { type, shopUrl, account })).map(details) };
  }
  throw new SendcloudError(`there is no function ${token}: there are ${native.getIntegration} and ${native.listIntegrations}`);
}

const argumentsOf = new Map<string, readonly string[]>([
  [native.getIntegration, ["id", "shopUrl", "account"]],
  [native.listIntegrations, ["type", "shopUrl", "account"]],
]);

/** Rejects an argument that the function does not have: a filter that is misspelt would find too much. */
function refuseOthers(token: string, args: Properties): void {
  const names = argumentsOf.get(token);
  const other = names && Object.keys(args).find((name) => !names.includes(name));
  if (other !== undefined) throw new SendcloudError(`${token} has no argument ${other}: it takes ${names?.join(", ")}`);
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
