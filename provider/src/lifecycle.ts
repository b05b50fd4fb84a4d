/** What happens to an integration's settings in each phase of a resource's life: compare, adopt, update, read. Knows no Pulumi. */
import { differing, edited, type Held, patch } from "./changes";
import type { Client } from "./client";
import { SendcloudError } from "./errors";
import { type DeclaredSettings, settingNames } from "./settings";
import type { Integration, LiveSettings } from "./wire";

/** What is recorded of an integration besides its settings. */
export interface Facts {
  type: string;
  createdAt: string;
}

/** Whether what is declared needs a run: anything edited, or another integration, which replaces the resource. */
export function compare(
  before: { integrationId: unknown; settings: Held },
  after: { integrationId: unknown; settings: Held },
): { changes: boolean; replaces: string[] } {
  const replaces = before.integrationId === after.integrationId ? [] : ["integrationId"];
  return { changes: replaces.length > 0 || edited(before.settings, after.settings).length > 0, replaces };
}

/** Takes the integration over as it is and sends only what differs from what is declared. Throws where there is none. */
export async function adopt({ client, id, declared }: { client: Client; id: number; declared: DeclaredSettings }): Promise<Facts> {
  const live = await client.get(id);
  if (live === undefined) {
    throw new SendcloudError(
      `there is no integration ${id} in this Sendcloud account (GET ${client.baseUrl}/integrations/${id}): check integrationId and the keys. Integrations are created in the Sendcloud panel or by the shop's plug-in, then adopted here`,
    );
  }
  await apply({ client, id, declared, held: live.settings });
  return { type: live.type, createdAt: live.createdAt };
}

/** Makes what is held become what is declared: one PATCH with exactly what differs, or no request where nothing does. */
export async function apply({
  client,
  id,
  declared,
  held,
}: {
  client: Client;
  id: number;
  declared: DeclaredSettings;
  held: Held;
}): Promise<void> {
  if (differing(declared, held).length > 0) await client.patch(id, patch(declared, held));
}

/** The integration as it is now, cut down to the settings that are managed; `undefined` where it is gone. */
export async function read({
  client,
  id,
  managed,
}: {
  client: Client;
  id: number;
  managed: Held;
}): Promise<{ facts: Facts; settings: Partial<LiveSettings> } | undefined> {
  const live = await client.get(id);
  return live && { facts: { type: live.type, createdAt: live.createdAt }, settings: managedPart(live, managed) };
}

/** A look-up declares nothing, and gets everything. */
function managedPart({ settings }: Integration, managed: Held): Partial<LiveSettings> {
  const names = settingNames.filter((name) => managed[name] !== undefined);
  return Object.fromEntries((names.length > 0 ? names : settingNames).map((name) => [name, settings[name]]));
}
