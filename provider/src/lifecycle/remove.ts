/** The end of managing one integration: it is released as it is, or its settings return to what they were. */
import { namesOf, type SettingValues } from "../settings/diff";
import { absent } from "./absence";
import { readIfThere } from "./live";
import { forgotten, labelOf, nothingToRestore, notRestored, stillDeclared } from "./messages";
import { attempt, toldOf } from "./operation";
import { restoration } from "./restore";
import { writeRestoring } from "./restore-write";
import type { Run } from "./run";
import { textsOf } from "./secrecy";
import { matchingApplied, type Result, type State } from "./state";

/**
 * Releases the integration; nothing is ever deleted at Sendcloud. Its settings stay as they are, or with
 * `onDestroy: "restore"` return to what they were, unless the program still declares the integration.
 */
export async function remove(run: Run, state: State): Promise<Result> {
  return toldOf(labelOf(state), await run.handover.inTurn(state, () => removeInTurn(run, state)));
}

async function removeInTurn(run: Run, state: State): Promise<Result> {
  const restores = state.onDestroy === "restore";
  run.handover.leave(state);
  if (!restores || run.handover.isDeclared(state)) {
    const lost =
      run.handover.isAdopted(state) && namesOf(state.adoption.before).length > 0
        ? [forgotten(labelOf(state))]
        : [];
    if (!restores) return { messages: lost, done: { kind: "released" } };
    return { messages: [stillDeclared(labelOf(state)), ...lost] };
  }
  return attempt(async () => {
    const target = await run.target(state);
    const { before } = state.adoption;
    const live = await readIfThere(target, state, namesOf(before));
    if (live === undefined) {
      const { problem } = await absent(target, state);
      return problem ? { problem, messages: [] } : { messages: [nothingToRestore(target.label)] };
    }
    const isOurs = (name: keyof SettingValues, value: unknown): boolean =>
      matchingApplied(state, name, value) !== undefined;
    const { send, left } = restoration({ before, live: live.settings, isOurs });
    const next = "run `pulumi destroy` again, or `pulumi refresh` if the resource is to stay";
    const { written, uncleared } = await writeRestoring(
      target,
      { settings: send, next, hidden: textsOf(state.adoption.secrets, send, state.settings) },
      send,
    );
    if (written.problem) return { problem: written.problem, messages: [] };
    return { messages: notRestored(target.label, left, uncleared) };
  });
}
