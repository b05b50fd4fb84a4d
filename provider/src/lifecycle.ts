/** What happens to an integration's settings in each phase of a resource's life: compare, adopt, update, read, remove. Knows no Pulumi. */
import { edited, type Held, namesOf, patch, pick, same } from "./changes";
import type { Client } from "./client";
import { SendcloudError } from "./errors";
import { restoration } from "./restore";
import { type DeclaredSettings, type SettingName, settingNames } from "./settings";
import type { Integration, LiveSettings } from "./wire";

/** What is recorded of an integration besides its settings. */
export interface Facts {
  type: string;
  createdAt: string;
}

/** What is remembered of an adoption, so that it can be undone. */
export interface Adoption {
  /** What each managed setting was when it was first managed. */
  before: Held;
  /** What was last applied, for each setting that a refresh found to be something else. */
  applied: Held;
}

/** What an earlier run recorded. */
export interface Recorded {
  settings: Held;
  adoption: Adoption;
  /** Whether settings return to what they were once they are no longer managed. */
  restore: boolean;
}

/** One integration, and the way to it. */
interface Target {
  client: Client;
  id: number;
}

/** What a program declares, or an earlier run recorded, as far as comparing needs it. */
interface Comparable {
  integrationId: unknown;
  onDestroy: unknown;
  settings: Held;
}

/**
 * Whether what is declared needs a run: anything edited, or another integration, which replaces the resource. `released`
 * are the settings that are no longer declared, though the integration still is.
 */
export function compare(before: Comparable, after: Comparable): { changes: boolean; replaces: string[]; released: SettingName[] } {
  const replaced = before.integrationId !== after.integrationId;
  const changes = replaced || before.onDestroy !== after.onDestroy || edited(before.settings, after.settings).length > 0;
  const released = replaced ? [] : namesOf(before.settings).filter((name) => after.settings[name] === undefined);
  return { changes, replaces: replaced ? ["integrationId"] : [], released };
}

/** Takes the integration over as it is and sends only what differs from what is declared. Throws where there is none. */
export async function adopt(target: Target, declared: DeclaredSettings): Promise<{ facts: Facts; adoption: Adoption }> {
  const live = await existing(target);
  await send(target, patch(declared, live.settings));
  return { facts: factsOf(live), adoption: { before: pick(live.settings, namesOf(declared)), applied: {} } };
}

/**
 * Sends what was edited, in one PATCH. The integration is read first only where a setting is managed for the first time,
 * to remember what it was, or returns to what it was. Returns, besides, the settings that could not be restored.
 */
export async function update(
  target: Target,
  declared: DeclaredSettings,
  recorded: Recorded,
): Promise<{ adoption: Adoption; left: SettingName[] }> {
  const names = namesOf(declared);
  const known = namesOf(recorded.adoption.before);
  const added = names.filter((name) => !known.includes(name));
  const removed = recorded.restore ? known.filter((name) => !names.includes(name)) : [];
  const before = pick(recorded.adoption.before, names);
  if (added.length === 0 && removed.length === 0) {
    await send(target, patch(declared, recorded.settings));
    return { adoption: { before, applied: {} }, left: [] };
  }
  const live = await existing(target);
  const held = { ...recorded.settings, ...pick(live.settings, added) };
  const back = restoration({
    before: pick(recorded.adoption.before, removed),
    applied: lastApplied(recorded),
    live: { ...live.settings, ...declared },
  });
  await send(target, { ...back.send, ...patch(declared, held) });
  return { adoption: { before: { ...before, ...pick(live.settings, added) }, applied: {} }, left: back.left };
}

/** The integration as it is now, cut down to the settings that are managed; `undefined` where it is gone. */
export async function read(
  { client, id }: Target,
  recorded: Recorded,
): Promise<{ facts: Facts; settings: Partial<LiveSettings>; adoption: Adoption } | undefined> {
  const live = await client.get(id);
  if (live === undefined) return undefined;
  const managed = namesOf(recorded.settings);
  const settings = pick(live.settings, managed.length > 0 ? managed : settingNames);
  const last = lastApplied(recorded);
  const drifted = managed.filter((name) => !same(live.settings[name], last[name]));
  return { facts: factsOf(live), settings, adoption: { before: recorded.adoption.before, applied: pick(last, drifted) } };
}

/** Lets go of the integration: restores its settings where that was chosen. Returns the settings that could not be restored. */
export async function remove(target: Target, recorded: Recorded): Promise<SettingName[]> {
  if (!recorded.restore) return [];
  const live = await target.client.get(target.id);
  if (live === undefined) return [];
  const back = restoration({ before: recorded.adoption.before, applied: lastApplied(recorded), live: live.settings });
  await send(target, back.send);
  return back.left;
}

async function send({ client, id }: Target, settings: DeclaredSettings): Promise<void> {
  if (namesOf(settings).length > 0) await client.patch(id, settings);
}

async function existing({ client, id }: Target): Promise<Integration> {
  const live = await client.get(id);
  if (live !== undefined) return live;
  throw new SendcloudError(
    `there is no integration ${id} in this Sendcloud account (GET ${client.baseUrl}/integrations/${id}): check integrationId and the keys. Integrations are created in the Sendcloud panel or by the shop's plug-in, then adopted here`,
  );
}

/** The state holds what a refresh found; what was last applied stands beside it where it is something else. */
function lastApplied({ settings, adoption }: Recorded): Held {
  return { ...settings, ...adoption.applied };
}

function factsOf({ type, createdAt }: Integration): Facts {
  return { type, createdAt };
}
