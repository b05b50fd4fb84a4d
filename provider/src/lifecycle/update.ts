/** The update of an integration that the state knows: it is read only where a setting is managed for the first time, or returns to what it was. */
import { equivalent, namesOf, changedSettings, pick, equal } from "../settings/diff";
import type { SettingName } from "../settings/types";
import { afterWrite, returnedValues } from "./after-write";
import { leftAlone, stateWithout, without, withRecorded } from "./ignored";
import { existing, readExpecting, told } from "./live";
import { keeps, notRestored, sentAgain, taken } from "./messages";
import { refreshed } from "./refresh";
import { restoration } from "./restore";
import { writeRestoring } from "./restore-write";
import { secretSettings, secretsOf, textsOf } from "./secrecy";
import { type Declared, managed, matchingApplied, type Result, type State } from "./state";
import type { Target } from "./target";

/** Makes the integration what is declared, but for the settings that are ignored. */
export async function update(target: Target, wanted: Declared, recorded: State): Promise<Result> {
  const known = recorded.adoption.missing ? await found(target, wanted, recorded) : recorded;
  const ignored = leftAlone(wanted, known);
  const declared = { ...wanted, settings: without(wanted.settings, ignored) };
  const result = await updateManaged(target, declared, stateWithout(known, ignored), ignored);
  if (result.state === undefined) return result;
  return { ...result, state: { ...result.state, ...withRecorded(result.state, known, ignored) } };
}

/** An update of the settings that are not ignored. */
async function updateManaged(
  target: Target,
  declared: Declared,
  state: State,
  ignored: readonly SettingName[],
): Promise<Result> {
  const names = namesOf(declared.settings);
  const known = namesOf(state.adoption.before);
  const added = names.filter((name) => !known.includes(name));
  const removed =
    state.onDestroy === "restore" ? known.filter((name) => !names.includes(name)) : [];
  const live =
    added.length + removed.length > 0
      ? await readExpecting(
          target,
          without(declared.settings, secretSettings(declared)),
          state,
          removed,
        )
      : undefined;
  const held = live === undefined ? {} : told(target, live, pick(declared.settings, added));
  const before = { ...pick(state.adoption.before, names), ...held };
  const { send, left } = restoration({
    before: pick(state.adoption.before, removed),
    live: { ...live?.settings, ...declared.settings },
    isOurs: (name, value) => matchingApplied(state, name, value) !== undefined,
  });
  const drifted = declared.onDestroy === "restore" ? namesOf(state.adoption.applied) : [];
  const accepted = drifted.filter(
    (name) => names.includes(name) && equal(declared.settings[name], state.settings[name]),
  );
  const restored = without(send, ignored);
  const settings = {
    ...restored,
    ...changedSettings(declared.settings, { ...state.settings, ...held }),
  };
  const secrets = secretsOf(declared, state);
  const hidden = textsOf(secrets, settings, state.settings, state.adoption.applied);
  const change = { settings, next: sentAgain, returned: returnedValues(settings, state), hidden };
  const { written, sent, uncleared } = await writeRestoring(target, change, restored);
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  const returned = namesOf(restored).filter(
    (name) => name in sent && !equivalent(name, sent[name], live?.settings[name]),
  );
  const undone = pick(live?.settings ?? {}, returned);
  return {
    state: {
      ...managed(declared),
      ...after,
      adoption: { ...after.adoption, ...(returned.length > 0 && { undone }) },
      facts: state.facts,
    },
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
  const live = await existing(target, without(declared.settings, secretSettings(declared)), state);
  return { ...state, ...refreshed(target, state, live) };
}
