/** The life of one integration's settings: apply what is declared, read, remove. Knows no Pulumi, and no other edge. */
import type { Integration } from "../settings/types";
import { SendcloudError } from "../errors";
import { isSilenced } from "../config/silence";
import { namesOf, patch, pick, same, type SettingValues } from "../settings/diff";
import { settingNames } from "../settings/schema";
import { adopted, failing, noIntegration, notRestored, stillDeclared } from "./messages";
import { restoration } from "./restore";
import type { Run } from "./run";
import { appliedValues, type Declared, inherited, managedNames, matchingApplied, nothingAdopted, type Result, type State } from "./state";
import { afterWrite, type Target, write } from "./write";

/** How the message of an unconfirmed write ends. */
const sentAgain = "the next `pulumi up` sends it again, which does no harm";

/**
 * Makes the integration what is declared, in one PATCH with what differs; nothing differs, nothing is sent. Without a
 * state it is adopted: read first, so that what each setting was is remembered. With one it is read only where a setting
 * is managed for the first time, or returns to what it was.
 */
export async function apply(run: Run, declared: Declared, state?: State): Promise<Result> {
  const left = state === undefined ? run.replacements.left(declared) : undefined;
  const result = await attempt(async () => {
    const target = await run.target(declared);
    return state === undefined ? adopt(target, declared, left) : update(target, declared, state);
  });
  // A replacement that fails keeps the state of the resource that it replaces.
  if (result.problem === undefined || result.state !== undefined || left === undefined) return result;
  return { ...result, state: { ...left, ...managed(declared) } };
}

async function adopt(target: Target, declared: Declared, left: State | undefined): Promise<Result> {
  const live = await existing(target);
  const names = namesOf(declared.settings);
  const held = pick(live.settings, names);
  const before = { ...held, ...pick(inherited(left, held), names) };
  const state = { settings: held, adoption: { ...nothingAdopted, before } };
  const sent = patch(declared.settings, live.settings);
  const written = await write(target, sent, sentAgain);
  const changed = pick(
    held,
    namesOf(sent).filter((name) => !same(declared.settings[name], held[name])),
  );
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: factsOf(live) },
    ...(written.problem ? { problem: written.problem, messages: [] } : { messages: [adopted(target.id, changed)] }),
  };
}

async function update(target: Target, declared: Declared, state: State): Promise<Result> {
  const names = namesOf(declared.settings);
  const known = namesOf(state.adoption.before);
  const added = names.filter((name) => !known.includes(name));
  const removed = state.onDestroy === "restore" ? known.filter((name) => !names.includes(name)) : [];
  const live: SettingValues = added.length > 0 || removed.length > 0 ? (await existing(target)).settings : {};
  const before = { ...pick(state.adoption.before, names), ...pick(live, added) };
  const { send: restored, left } = restoration({
    before: pick(state.adoption.before, removed),
    live: { ...live, ...declared.settings },
    isOurs: (name, value) => matchingApplied(state, name, value) !== undefined,
  });
  const sent = { ...restored, ...patch(declared.settings, { ...state.settings, ...pick(live, added) }) };
  const written = await write(target, sent, sentAgain);
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: state.facts },
    ...(written.problem && { problem: written.problem }),
    messages: left.length > 0 ? [notRestored(target.id, left)] : [],
  };
}

/**
 * Reads the integration as it is now, cut down to the managed settings, or every setting where none is managed. A value
 * that Sendcloud spells otherwise is recorded as it was applied. No state and no problem: the integration is gone.
 */
export function read(run: Run, state: State): Promise<Result> {
  return attempt(async () => {
    const { client, id } = await run.reader(state);
    const live = await client.get(id);
    if (live === undefined && state.lookUp) throw noIntegration(client, id);
    if (live === undefined) return { messages: [] };
    const since = live.startedFailingAt;
    const messages = since !== null && !isSilenced("failing", run.config.silence) ? [failing(id, since)] : [];
    return { state: { ...state, ...refreshed(state, live.settings), facts: factsOf(live) }, messages };
  });
}

function refreshed(state: State, live: SettingValues): Pick<State, "settings" | "adoption"> {
  const names = managedNames(state);
  if (names.length === 0) return { settings: live, adoption: state.adoption };
  const settings: Record<string, unknown> = {};
  const drifted: Record<string, unknown> = {};
  for (const name of names) {
    const ours = matchingApplied(state, name, live[name]);
    settings[name] = ours ? ours.value : live[name];
    if (!ours) drifted[name] = appliedValues(state, name).at(-1);
  }
  return { settings, adoption: { before: state.adoption.before, applied: pick(drifted, settingNames), unsure: {} } };
}

/**
 * Releases the integration; nothing is ever deleted at Sendcloud. Its settings stay as they are, or with
 * `onDestroy: "restore"` return to what they were, unless the program still declares the integration.
 */
export async function remove(run: Run, state: State): Promise<Result> {
  const restores = state.onDestroy === "restore";
  if (!restores || run.replacements.isDeclared(state)) {
    run.replacements.leave(state);
    return { messages: restores ? [stillDeclared(state.integrationId)] : [] };
  }
  return attempt(async () => {
    const target = await run.target(state);
    const live = await target.client.get(target.id);
    if (live === undefined) return { messages: [] };
    const { send, left } = restoration({
      before: state.adoption.before,
      live: live.settings,
      isOurs: (name, value) => matchingApplied(state, name, value) !== undefined,
    });
    const { problem } = await write(target, send, "run `pulumi destroy` again, or `pulumi refresh` if the resource shall stay");
    if (problem) return { problem, messages: [] };
    return { messages: left.length > 0 ? [notRestored(target.id, left)] : [] };
  });
}

/** Errors that an operator can act on become part of the result. */
async function attempt(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SendcloudError)) throw error;
    return { problem: error, messages: [] };
  }
}

async function existing({ client, id }: Target): Promise<Integration> {
  const live = await client.get(id);
  if (live === undefined) throw noIntegration(client, id);
  return live;
}

function managed({ integrationId, account, onDestroy }: Declared): Pick<State, "integrationId" | "account" | "onDestroy"> {
  return { integrationId, account, onDestroy };
}

function factsOf({ type, createdAt }: Integration): State["facts"] {
  return { type: type ?? undefined, createdAt: createdAt ?? undefined };
}
