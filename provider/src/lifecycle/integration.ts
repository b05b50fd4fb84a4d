/** One integration's settings made what is declared: adopted, or updated. Knows no Pulumi, and no other edge. */
import { namesOf, patch, pick, same } from "../settings/diff";
import { afterWrite, returnedValues } from "./after-write";
import { existing, factsOf, readExpecting, told } from "./live";
import { keeps, labelOf, notRestored } from "./messages";
import { attempt, toldOf } from "./operation";
import { refreshed } from "./refresh";
import { restoration } from "./restore";
import { writeRestoring } from "./restore-write";
import type { Run } from "./run";
import { type Declared, inherited, type Managed, matchingApplied, nothingAdopted, type Result, type State } from "./state";
import type { Target } from "./target";
import { typeWarnings } from "./type-warnings";
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
    const done =
      state === undefined
        ? await adopt(target, declared, left ? [left] : run.replacements.recalled(declared))
        : await update(target, declared, state);
    return { ...done, messages: [...done.messages, ...typeWarnings(run, done.state, declared.settings)] };
  });
  // A replacement that fails keeps the state of the resource that it replaces.
  if (result.problem === undefined || result.state !== undefined || left === undefined) return result;
  return { ...result, state: { ...left, ...managed(declared) } };
}

async function adopt(target: Target, declared: Declared, left: readonly State[]): Promise<Result> {
  const last = left.at(-1);
  const read = last ? readExpecting(target, declared.settings, last, namesOf(last.adoption.before)) : existing(target, declared.settings);
  const [live, owner] = await Promise.all([read, target.client.owner()]);
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
    messages: [...notRestored(target.label, left, uncleared), ...keeps(target.label, written.kept ?? {})],
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
