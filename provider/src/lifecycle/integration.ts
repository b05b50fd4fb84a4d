/** One integration's settings made what is declared: adopted, or updated. Knows no Pulumi, and no other edge. */
import { namesOf, patch, pick, same } from "../settings/diff";
import type { SettingName } from "../settings/types";
import { afterWrite, returnedValues } from "./after-write";
import { existing, factsOf, readExpecting, told } from "./live";
import { leftAlone, stateWithout, withRecorded, without } from "./ignored";
import { keeps, labelOf, notRestored, taken } from "./messages";
import { attempt, toldOf } from "./operation";
import { refreshed } from "./refresh";
import { restoration } from "./restore";
import { writeRestoring } from "./restore-write";
import type { Run } from "./run";
import { type Declared, inherited, type Managed, matchingApplied, nothingAdopted, type Result, type State } from "./state";
import type { Target } from "./target";
import { typeWarnings } from "./type-warnings";
import { hiddenOf, sealing } from "./secrecy";
import { write } from "./write";

/** How the message of an unconfirmed write ends. */
const sentAgain = "the next `pulumi up` sends it again, which does no harm";

/**
 * Makes the integration what is declared, in one PATCH with what differs; nothing differs, nothing is sent. Without a
 * state it is adopted: read first, so that what each setting was is remembered. With one it is read only where a setting
 * is managed for the first time, or returns to what it was.
 */
export async function apply(run: Run, declared: Declared, state?: State): Promise<Result> {
  return toldOf(labelOf(declared), await applyQuietly(run, declared, state));
}

/** {@link apply}, without the line about what was done: a set tells of its members together. */
export function applyQuietly(run: Run, declared: Declared, state?: State): Promise<Result> {
  return run.replacements.inTurn(declared, () => applyInTurn(run, declared, state));
}

async function applyInTurn(run: Run, declared: Declared, state: State | undefined): Promise<Result> {
  const left = state === undefined ? await run.replacements.left(declared) : undefined;
  const result = await attempt(async () => {
    const target = await run.target(declared);
    const applied = state === undefined ? await adopt(run, target, declared, left) : await update(target, declared, state);
    const done = sealing(declared, applied);
    return { ...done, messages: [...done.messages, ...typeWarnings(run, done.state, declared.settings)] };
  });
  const isNews = state === undefined && left === undefined && run.replacements.recalled(declared).length === 0;
  if (isNews && result.state !== undefined) run.replacements.adopt(declared);
  // A replacement that fails keeps the state of the resource that it replaces.
  if (result.problem === undefined || result.state !== undefined || left === undefined) return result;
  return { ...result, state: { ...left, ...managed(declared) } };
}

async function adopt(run: Run, target: Target, declared: Declared, left: State | undefined): Promise<Result> {
  const read = left ? readExpecting(target, declared.settings, left, namesOf(left.adoption.before)) : existing(target, declared.settings);
  const [live, owner] = await Promise.all([read, target.client.owner()]);
  const held = told(target, live, declared.settings);
  const earlier = left ? [left] : run.replacements.recalled(declared);
  const before = { ...held, ...pick(inherited(earlier, held), namesOf(held)) };
  const state = { settings: held, adoption: { ...nothingAdopted, before, owner } };
  const sent = patch(declared.settings, held);
  const written = await write(target, { settings: sent, next: sentAgain, secrets: declared.secrets });
  const changed = pick(
    held,
    namesOf(sent).filter((name) => !same(declared.settings[name], held[name])),
  );
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: factsOf(live) },
    messages: [],
    ...(written.problem
      ? { problem: written.problem }
      : { done: { kind: "adopted", changed, hidden: hiddenOf(declared, held, run.knowsOthers ? earlier : undefined) } }),
  };
}

async function update(target: Target, wanted: Declared, recorded: State): Promise<Result> {
  const known = recorded.adoption.missing ? await found(target, wanted, recorded) : recorded;
  const ignored = leftAlone(wanted, known);
  const declared = { ...wanted, settings: without(wanted.settings, ignored) };
  const result = await updateManaged(target, declared, stateWithout(known, ignored), ignored);
  if (result.state === undefined) return result;
  return { ...result, state: { ...result.state, ...withRecorded(result.state, known, ignored) } };
}

/** An update of the settings that are not ignored. */
async function updateManaged(target: Target, declared: Declared, state: State, ignored: readonly SettingName[]): Promise<Result> {
  const names = namesOf(declared.settings);
  const known = namesOf(state.adoption.before);
  const added = names.filter((name) => !known.includes(name));
  const removed = state.onDestroy === "restore" ? known.filter((name) => !names.includes(name)) : [];
  const live = added.length + removed.length > 0 ? await readExpecting(target, declared.settings, state, removed) : undefined;
  const held = live === undefined ? {} : told(target, live, pick(declared.settings, added));
  const before = { ...pick(state.adoption.before, names), ...held };
  const { send, left } = restoration({
    before: pick(state.adoption.before, removed),
    live: { ...live?.settings, ...declared.settings },
    isOurs: (name, value) => matchingApplied(state, name, value) !== undefined,
  });
  const drifted = declared.onDestroy === "restore" ? namesOf(state.adoption.applied) : [];
  const accepted = drifted.filter((name) => names.includes(name) && same(declared.settings[name], state.settings[name]));
  const restored = without(send, ignored);
  const settings = { ...restored, ...patch(declared.settings, { ...state.settings, ...held }) };
  const { secrets } = declared;
  const change = { settings, next: sentAgain, returned: returnedValues(settings, state), secrets };
  const { written, sent, uncleared } = await writeRestoring(target, change, restored);
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: state.facts },
    ...(written.problem && { problem: written.problem }),
    messages: [
      ...notRestored(target.label, left, uncleared),
      ...keeps(target.label, written.kept ?? {}, secrets),
      ...taken(target.label, accepted),
    ],
  };
}

/** The state of an integration that a refresh did not find, and that is there again. */
async function found(target: Target, declared: Declared, state: State): Promise<State> {
  const live = await existing(target, declared.settings, state);
  return { ...state, ...refreshed(target, state, live) };
}

function managed({ integrationId, account, onDestroy, member }: Declared): Managed {
  return { integrationId, account, onDestroy, member };
}
