/** The preview of an adoption: what the shop has, and what it becomes. It reads the integration, and sends nothing. */
import type { Client } from "../api/client";
import { shown, visible } from "../format";
import { equal } from "../settings/diff";
import { isFreeText, settingNames } from "../settings/schema";
import type { Integration, LiveSettings } from "../settings/types";
import type { Properties } from "../values";

/** A resource that is not in the state yet. */
export interface Adopting {
  /** The resource's name. */
  name: string;
  inputs: Properties;
  /** Names of the inputs that the program holds secret. */
  secrets: readonly string[];
  isUnknown: (value: unknown) => boolean;
}

/** Reads the integration and describes the change. A read that fails is one line: `pulumi up` does not need it. */
export async function adoptionPreview(
  resource: Adopting,
  clientOf: (account: string | undefined) => Promise<Client>,
): Promise<{ text: string; seen?: Integration }> {
  const { inputs, secrets, isUnknown } = resource;
  const name = visible(resource.name);
  const { integrationId: id, account } = inputs;
  const failed = (why: string): { text: string } => ({
    text: `resource '${name}': what its adoption changes cannot be shown: ${why}`,
  });
  const isHidden = (key: string): boolean => secrets.includes(key) || isUnknown(inputs[key]);
  if (typeof id !== "number" || isHidden("account"))
    return failed("its integrationId or its account is not known yet, or a secret");
  try {
    const client = await clientOf(typeof account === "string" ? account : undefined);
    const seen = await client.get(id);
    if (seen === undefined) return failed(`there is no integration ${id} in the account`);
    const lines = adoptionLines(seen.settings, resource);
    return { text: [`resource '${name}' adopts integration ${id}:`, ...lines].join("\n  "), seen };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** A line for each declared setting. */
function adoptionLines(live: LiveSettings, resource: Adopting): string[] {
  const { inputs, secrets, isUnknown } = resource;
  return settingNames.flatMap((name) => {
    const wanted = inputs[name];
    if (wanted === undefined || wanted === null) return [];
    const has = shown(live[name]);
    // The shop may have the same secret already.
    if (secrets.includes(name)) return `${name}: ${isFreeText(name) ? "[secret]" : has} → [secret]`;
    if ([wanted].flat().some(isUnknown)) return `${name}: ${has} → not known yet`;
    if (equal(live[name], wanted)) return `${name}: ${has}, unchanged`;
    const becomes = shown(wanted);
    return `${name}: ${has} → ${becomes}${has === becomes ? " (another path or query)" : ""}`;
  });
}
