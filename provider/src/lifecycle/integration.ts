/** What happens to an integration's settings in each phase of a resource's life: adopt, update, read, remove. Knows no Pulumi. */
import { type Held, namesOf, patch, pick, same } from "../settings/diff";
import { SendcloudError } from "../errors";
import { type Adoption, afterWrite, appliedOf, managedBy, oursIn, type Recorded } from "./state";
import { restoration } from "./restore";
import { type DeclaredSettings, settingNames } from "../settings/schema";
import type { Integration, SettingName } from "../settings/types";
import { type Target, write, type Written } from "./write";

/** What is recorded of an integration besides its settings. */
export interface Facts {
  type: string;
  createdAt: string;
}

/** As much of it as an earlier run recorded. */
export type KnownFacts = { [Name in keyof Facts]?: Facts[Name] | undefined };

/** What an operator is told to do about a write that is not confirmed. */
const sentAgain = "the next `pulumi up` sends it again, which does no harm";

/** What became of a write: what to record, and what to tell. */
export interface Outcome {
  settings: Held;
  adoption: Adoption;
  problem: Written["problem"];
}

/**
 * Takes the integration over as it is and sends only what differs from what is declared. Throws where there is none.
 * `inherited` is what is known of each setting's earlier value from the resource that managed it until now.
 */
export async function adopt(
  target: Target,
  declared: DeclaredSettings,
  inherited: (live: Held) => Held = () => ({}),
): Promise<Outcome & { facts: Facts; changed: Held }> {
  const live = await existing(target);
  const held = pick(live.settings, namesOf(declared));
  const sent = patch(declared, live.settings);
  const before = { ...held, ...pick(inherited(held), namesOf(declared)) };
  const recorded = { settings: held, adoption: { before, applied: {}, unsure: {} }, restore: false };
  const written = await write(target, sent, sentAgain);
  const changed = pick(
    held,
    namesOf(sent).filter((name) => !same(declared[name], held[name])),
  );
  return { ...afterWrite({ declared, sent, recorded, before }, written), problem: written.problem, facts: factsOf(live), changed };
}

/**
 * Sends what was edited, in one PATCH. The integration is read first only where a setting is managed for the first time,
 * to remember what it was, or returns to what it was. Returns, besides, the settings that could not be restored.
 */
export async function update(target: Target, declared: DeclaredSettings, recorded: Recorded): Promise<Outcome & { left: SettingName[] }> {
  const names = namesOf(declared);
  const known = namesOf(recorded.adoption.before);
  const added = names.filter((name) => !known.includes(name));
  const removed = recorded.restore ? known.filter((name) => !names.includes(name)) : [];
  const live = added.length > 0 || removed.length > 0 ? (await existing(target)).settings : {};
  const before = { ...pick(recorded.adoption.before, names), ...pick(live, added) };
  const { send: back, left } = restoration({
    before: pick(recorded.adoption.before, removed),
    live: { ...live, ...declared },
    isOurs: (name, value) => oursIn(recorded, name, value) !== undefined,
  });
  const sent = { ...back, ...patch(declared, { ...recorded.settings, ...pick(live, added) }) };
  const written = await write(target, sent, sentAgain);
  return { ...afterWrite({ declared, sent, recorded, before }, written), problem: written.problem, left };
}

/** What a refresh found. */
export interface Found {
  facts: Facts;
  settings: Held;
  adoption: Adoption;
  /** Since when Sendcloud says that the integration is failing, ISO 8601. */
  failingSince: string | null;
}

/**
 * The integration as it is now, cut down to the settings that are managed, or every setting where none is; `undefined`
 * where it is gone. A value that Sendcloud stores in its own way is told as it was applied.
 */
export async function read({ client, id }: Target, recorded: Recorded): Promise<Found | undefined> {
  const live = await client.get(id);
  if (live === undefined) return undefined;
  const facts = { facts: factsOf(live), failingSince: live.startedFailingAt };
  const managed = managedBy(recorded);
  const { before } = recorded.adoption;
  if (managed.length === 0) return { ...facts, settings: live.settings, adoption: recorded.adoption };
  const settings: Record<string, unknown> = {};
  const drifted: Record<string, unknown> = {};
  for (const name of managed) {
    const ours = oursIn(recorded, name, live.settings[name]);
    settings[name] = ours ? ours.value : live.settings[name];
    if (!ours) drifted[name] = appliedOf(recorded, name).at(-1);
  }
  return { ...facts, settings, adoption: { before, applied: pick(drifted, settingNames), unsure: {} } };
}

/** Lets go of the integration: restores its settings where that was chosen. Returns the settings that could not be restored. */
export async function remove(target: Target, recorded: Recorded): Promise<SettingName[]> {
  if (!recorded.restore) return [];
  const live = await target.client.get(target.id);
  if (live === undefined) return [];
  const isOurs = (name: SettingName, value: unknown): boolean => oursIn(recorded, name, value) !== undefined;
  const { send, left } = restoration({ before: recorded.adoption.before, live: live.settings, isOurs });
  const { problem } = await write(target, send, "run `pulumi destroy` again, or `pulumi refresh` if the resource shall stay");
  if (problem) throw problem;
  return left;
}

async function existing({ client, id }: Target): Promise<Integration> {
  const live = await client.get(id);
  if (live !== undefined) return live;
  throw noIntegration({ client, id });
}

/** What is said where there is no such integration. */
export function noIntegration({ client, id }: Pick<Target, "client" | "id">): SendcloudError {
  return new SendcloudError(
    `there is no integration ${id} in this Sendcloud account (GET ${client.baseUrl}/integrations/${id}): check integrationId and the account's keys. Integrations are created in the Sendcloud panel or by the shop's plug-in, then adopted here`,
  );
}

function factsOf({ type, createdAt }: Integration): Facts {
  return { type, createdAt };
}
