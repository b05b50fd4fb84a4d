/** The life of one integration's settings: apply what is declared, read, remove. Knows no Pulumi, and no other edge. */
import type { Integration } from "../settings/types";
import { SendcloudError } from "../errors";
import { isSilenced } from "../config/silence";
import { namesOf, patch, pick, same, type SettingValues } from "../settings/diff";
import { typeDoubts } from "../settings/warnings";
import { settingNames } from "../settings/schema";
import { absent, noIntegration } from "./absence";
import { adopted, failing, keeps, nothingToRestore, notRestored, released, stillDeclared } from "./messages";
import { existing, factsOf, readExpecting, readIfThere, told } from "./live";
import { restoration } from "./restore";
import { writeRestoring } from "./restore-write";
import type { Run } from "./run";
import { appliedValues, type Declared, inherited, managedNames, matchingApplied, nothingAdopted, type Result, type State } from "./state";
import { afterWrite, returnedValues, type Target, write } from "./write";

/** How the message of an unconfirmed write ends. */
const sentAgain = "the next `pulumi up` sends it again, which does no harm";

/**
 * Makes the integration what is declared, in one PATCH with what differs; nothing differs, nothing is sent. Without a
 * state it is adopted: read first, so that what each setting was is remembered. With one it is read only where a setting
 * is managed for the first time, or returns to what it was.
 */
export async function apply(run: Run, declared: Declared, state?: State): Promise<Result> {
  return toldOf(declared.integrationId, await applyQuietly(run, declared, state));
}

/** {@link apply}, without the line about what was done: a set tells of its members together. */
export function applyQuietly(run: Run, declared: Declared, state?: State): Promise<Result> {
  return run.replacements.inTurn(declared, () => applyInTurn(run, declared, state));
}

async function applyInTurn(run: Run, declared: Declared, state: State | undefined): Promise<Result> {
  const left = state === undefined ? await run.replacements.left(declared) : undefined;
  const result = await attempt(async () => {
    const target = await run.target(declared);
    const done =
      state === undefined
        ? await adopt(target, declared, left ? [left] : run.replacements.recalled(declared))
        : await update(target, declared, state);
    const doubts = typeDoubts(done.state?.facts.type, declared.settings).filter(({ name }) => !isSilenced(name, run.config.silence));
    return { ...done, messages: [...done.messages, ...doubts.map(({ text }) => `warning: integration ${target.id}: ${text}`)] };
  });
  // A replacement that fails keeps the state of the resource that it replaces.
  if (result.problem === undefined || result.state !== undefined || left === undefined) return result;
  return { ...result, state: { ...left, ...managed(declared) } };
}

async function adopt(target: Target, declared: Declared, left: readonly State[]): Promise<Result> {
  const [live, owner] = await Promise.all([existing(target, declared.settings), target.client.owner()]);
  const held = told(target, live, declared.settings);
  const before = { ...held, ...pick(inherited(left, held), namesOf(held)) };
  const state = { settings: held, adoption: { ...nothingAdopted, before, owner } };
  const sent = patch(declared.settings, held);
  const written = await write(target, { settings: sent, next: sentAgain });
  const changed = pick(
    held,
    namesOf(sent).filter((name) => !same(declared.settings[name], held[name])),
  );
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: factsOf(live) },
    messages: [],
    ...(written.problem ? { problem: written.problem } : { done: { kind: "adopted", changed } }),
  };
}

async function update(target: Target, declared: Declared, recorded: State): Promise<Result> {
  const state = recorded.adoption.missing ? await found(target, declared, recorded) : recorded;
  const names = namesOf(declared.settings);
  const known = namesOf(state.adoption.before);
  const added = names.filter((name) => !known.includes(name));
  const removed = state.onDestroy === "restore" ? known.filter((name) => !names.includes(name)) : [];
  const live = added.length + removed.length > 0 ? await readExpecting(target, declared.settings, state, removed) : undefined;
  const held = live === undefined ? {} : told(target, live, pick(declared.settings, added));
  const before = { ...pick(state.adoption.before, names), ...held };
  const { send: restored, left } = restoration({
    before: pick(state.adoption.before, removed),
    live: { ...live?.settings, ...declared.settings },
    isOurs: (name, value) => matchingApplied(state, name, value) !== undefined,
  });
  const settings = { ...restored, ...patch(declared.settings, { ...state.settings, ...held }) };
  const change = { settings, next: sentAgain, returned: returnedValues(settings, state) };
  const { written, sent, uncleared } = await writeRestoring(target, change, restored);
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: state.facts },
    ...(written.problem && { problem: written.problem }),
    messages: [...notRestored(target.id, left, uncleared), ...keeps(target.id, written.kept ?? {})],
  };
}

/** The state of an integration that a refresh did not find, and that is there again. */
async function found(target: Target, declared: Declared, state: State): Promise<State> {
  const live = await existing(target, declared.settings, state);
  return { ...state, ...refreshed(target, state, live) };
}

/**
 * Reads the integration as it is now, cut down to the managed settings, or every setting where none is managed. A value
 * that Sendcloud spells otherwise is recorded as it was applied. No state and no problem: the integration is gone.
 */
export function read(run: Run, state: State): Promise<Result> {
  return attempt(async () => {
    const target = await run.reader(state);
    const live = await target.client.get(target.id);
    if (live === undefined && state.lookUp) throw await noIntegration(target, {});
    if (live === undefined) return absent(target, state);
    const since = live.startedFailingAt;
    const messages = since !== null && !isSilenced("failing", run.config.silence) ? [failing(target.id, since)] : [];
    const after = refreshed(target, state, live);
    const owner = state.lookUp ? undefined : (state.adoption.owner ?? (await target.client.owner()));
    return { state: { ...state, ...after, adoption: { ...after.adoption, owner }, facts: factsOf(live) }, messages };
  });
}

function refreshed(target: Target, state: State, live: Integration): Pick<State, "settings" | "adoption"> {
  const names = managedNames(state);
  if (names.length === 0) return { settings: live.settings, adoption: state.adoption };
  const known = told(target, live, Object.fromEntries(names.map((name) => [name, appliedValues(state, name).at(-1) ?? null])));
  const settings: Record<string, unknown> = {};
  const drifted: Record<string, unknown> = {};
  for (const name of names) {
    const ours = matchingApplied(state, name, known[name]);
    settings[name] = ours ? ours.value : known[name];
    if (!ours) drifted[name] = appliedValues(state, name).at(-1);
  }
  const { before, kept, owner } = state.adoption;
  return { settings, adoption: { before, applied: pick(drifted, settingNames), unsure: {}, kept, owner } };
}

/**
 * Releases the integration; nothing is ever deleted at Sendcloud. Its settings stay as they are, or with
 * `onDestroy: "restore"` return to what they were, unless the program still declares the integration.
 */
export async function remove(run: Run, state: State): Promise<Result> {
  return toldOf(state.integrationId, await removeQuietly(run, state));
}

/** {@link remove}, without the line about what was done: a set tells of its members together. */
export function removeQuietly(run: Run, state: State): Promise<Result> {
  return run.replacements.inTurn(state, () => removeInTurn(run, state));
}

async function removeInTurn(run: Run, state: State): Promise<Result> {
  const restores = state.onDestroy === "restore";
  if (restores) await run.replacements.settled();
  if (!restores || run.replacements.isDeclared(state)) {
    run.replacements.leave(state);
    return restores ? { messages: [stillDeclared(state.integrationId)] } : { messages: [], done: { kind: "released" } };
  }
  return attempt(async () => {
    const target = await run.target(state);
    const { before } = state.adoption;
    const live = await readIfThere(target, state, namesOf(before));
    if (live === undefined) {
      const { problem } = await absent(target, state);
      return problem ? { problem, messages: [] } : { messages: [nothingToRestore(target.id)] };
    }
    const isOurs = (name: keyof SettingValues, value: unknown): boolean => matchingApplied(state, name, value) !== undefined;
    const { send, left } = restoration({ before, live: live.settings, isOurs });
    const next = "run `pulumi destroy` again, or `pulumi refresh` if the resource shall stay";
    const { written, uncleared } = await writeRestoring(target, { settings: send, next }, send);
    if (written.problem) return { problem: written.problem, messages: [] };
    return { messages: notRestored(target.id, left, uncleared) };
  });
}

/** Adds the line about what was done. */
function toldOf(id: number, { done, messages, ...result }: Result): Result {
  if (done === undefined) return { ...result, messages };
  return { ...result, messages: [...messages, done.kind === "adopted" ? adopted(id, done.changed) : released(id)] };
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

function managed({ integrationId, account, onDestroy }: Declared): Pick<State, "integrationId" | "account" | "onDestroy"> {
  return { integrationId, account, onDestroy };
}
