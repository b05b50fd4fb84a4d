/** Looks at what an integration has, to tell at preview what its adoption would change. */
import type { Client } from "../api/client";
import type { Integration } from "../settings/types";
import { adoptionLines, type Wanted } from "./adoption-preview";

/** What is to be told, and the integration where it could be seen. */
export interface Look {
  text: string;
  seen?: Integration;
}

/** Reads the integration that a resource adopts. What cannot be shown is told, and fails nothing: it is not what `pulumi up` needs. */
export async function lookAtAdoption(
  name: string,
  wanted: ReadonlyMap<string, Wanted>,
  clientOf: (account: string | undefined) => Promise<Client>,
): Promise<Look> {
  const id = plain(wanted.get("integrationId"));
  const account = plain(wanted.get("account"));
  const unseen = (why: string): Look => ({
    text: `resource '${name}': what its adoption changes cannot be shown: ${why}`,
  });
  if (typeof id !== "number" || (wanted.has("account") && typeof account !== "string"))
    return unseen("its integration is not known yet");
  try {
    const named = typeof account === "string" ? account : undefined;
    const client = await clientOf(named);
    const seen = await client.get(id);
    if (seen === undefined) return unseen(`there is no integration ${id} in the account`);
    const text = [
      `resource '${name}' adopts integration ${id}:`,
      ...adoptionLines(seen.settings, wanted),
    ].join("\n  ");
    return { text, seen };
  } catch (error) {
    return unseen(error instanceof Error ? error.message : String(error));
  }
}

function plain(wanted: Wanted | undefined): unknown {
  return typeof wanted === "object" ? wanted.value : undefined;
}
