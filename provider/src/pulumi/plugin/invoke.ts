/** Plugin: the functions that look integrations up, at preview too. */
import { SendcloudError } from "../../errors";
import { createCatalogue, findIntegration, findIntegrations } from "../../lifecycle/lookups";
import type { Run } from "../../lifecycle/run";
import { settingNames } from "../../settings/schema";
import type { Integration } from "../../settings/types";
import type { Properties } from "../../values";
import { native, secret } from "../tokens";

/** Calls a function by its token. Rejects with what a program's author can put right. */
export function createFunctions(
  run: Run,
): (token: string, args: Properties) => Promise<Properties> {
  const catalogue = createCatalogue(run.client);
  return async (token, given) => {
    // Languages may give `null` for what is left out.
    const args = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    if (token === native.getIntegration) return details(await findIntegration(catalogue, args));
    if (token === native.listIntegrations)
      return { integrations: (await findIntegrations(catalogue, args)).map(details) };
    const known = [native.getIntegration, native.listIntegrations].join(" and ");
    throw new SendcloudError(`there is no function ${token}: there are ${known}`);
  };
}

/** A setting that has no value, or is not known, is `null`. A webhook may hold a token. */
function details({ settings, ...facts }: Integration): Properties {
  const seen = Object.fromEntries(settingNames.map((name) => [name, settings[name] ?? null]));
  return { ...facts, ...seen, webhookUrl: secret(seen.webhookUrl) };
}
