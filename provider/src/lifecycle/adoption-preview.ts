/** The preview of an adoption, written and read: a table of what the shop has, and what it becomes. It sends nothing. */
import type { Client } from "../api/client";
import { shown, visible } from "../format";
import { equal } from "../settings/diff";
import { isFreeText, settingNames } from "../settings/schema";
import type { Integration, LiveSettings } from "../settings/types";
import { parsedJson, type Properties } from "../values";

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
  const { integrationId: id, account } = inputs;
  const failed = (why: string): { text: string } => ({
    text: `resource '${visible(resource.name)}': what its adoption changes cannot be shown: ${why}`,
  });
  if (typeof id !== "number" || secrets.includes("account") || isUnknown(account))
    return failed("its integrationId or its account is not known yet, or a secret");
  try {
    const client = await clientOf(typeof account === "string" ? account : undefined);
    const seen = await client.get(id);
    if (seen === undefined) return failed(`there is no integration ${id} in the account`);
    const lines = adoptionLines(seen.settings, resource);
    return { text: [titleOf(resource.name, id), ...lines].join("\n  "), seen };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

const titleOf = (name: string, id: unknown): string =>
  `resource '${visible(name)}' adopts integration ${String(id)}:`;

/** A line for each declared setting. */
function adoptionLines(live: LiveSettings, resource: Adopting): string[] {
  const { inputs, secrets, isUnknown } = resource;
  return settingNames.flatMap((name) => {
    const wanted = inputs[name];
    if (wanted === undefined || wanted === null) return [];
    const has = live[name] === undefined ? "not known" : shown(live[name]);
    if (secrets.includes(name))
      return `${name}: ${isFreeText(name) ? "[secret]" : has} → [secret], which may be the same`;
    if ([wanted].flat().some(isUnknown)) return `${name}: ${has} → not known yet`;
    if (equal(live[name], wanted)) return `${name}: ${has}, unchanged`;
    const becomes = shown(wanted);
    return `${name}: ${has} → ${becomes}${has === becomes ? " (another path, query or user)" : ""}`;
  });
}

/** A line of the table, with a value as `shown` writes it. */
const row = /^ {2}(\w+): ("(?:[^"\\]|\\.)*"|[^\s",]+(?: [^\s",]+)*?)(?: → .*|(, unchanged))$/gm;

/** Reads what the shop has from the table of this resource: nothing, unless these texts hold exactly one. */
export function readAdoptionPreview(
  texts: Iterable<string>,
  { name, inputs }: Pick<Adopting, "name" | "inputs">,
): Properties {
  const title = titleOf(name, inputs.integrationId);
  const [table = "", ...others] = [...texts].filter((text) => text.startsWith(`${title}\n`));
  const rows = Array.from(table.matchAll(row), ([, setting = "", has = "", same]) => {
    if (same !== undefined) return [setting, inputs[setting]] as const;
    const value = valueIn(has);
    // What is shown alike differs in what is not shown.
    return [setting, equal(value, inputs[setting]) ? undefined : value] as const;
  });
  const isWhole = others.length === 0 && rows.length === table.split("\n").length - 1;
  return isWhole ? Object.fromEntries<unknown>(rows) : {};
}

function valueIn(has: string): unknown {
  if (has === "not known") return undefined;
  if (has === "nothing") return null;
  if (has === "[secret]") return has;
  return /^("|true$|false$)/.test(has) ? parsedJson(has) : has.split(" ");
}
