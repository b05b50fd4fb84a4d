/** The end of managing one integration: it stays as it is, or its settings return to what they were. Never deletes a shop. */
import { namesOf } from "../settings/diff";
import {
  forgotten,
  labelOf,
  nothingToRestore,
  notRestored,
  released,
  restored,
  stillDeclared,
} from "./messages";
import { otherAccount } from "./observe";
import { restoration, restoredNames, writeRestoring } from "./restore";
import { attempt, type Run } from "./run";
import { managedNames, type Result, secretTexts, type State } from "./state";

/**
 * Sends nothing, or with `onDestroy: "restore"` one PATCH with what settings were before, unless the program still
 * declares the integration. What Sendcloud refuses by name stays, and is named.
 */
export function remove(run: Run, state: State): Promise<Result> {
  return run.handover.inTurn(state, () => attempt(() => removeInTurn(run, state)));
}

async function removeInTurn(run: Run, state: State): Promise<Result> {
  const { handover } = run;
  const { adoption } = state;
  const label = labelOf(state, adoption.resource);
  handover.letGo(state);
  const isForgotten = handover.isAdoptedAnew(state) && namesOf(adoption.before).length > 0;
  const lost = isForgotten ? [forgotten(label)] : [];
  if (state.onDestroy !== "restore") return { messages: [...lost, released(label)] };
  const skipped = { messages: [stillDeclared(label), ...lost] };
  if (handover.isDeclared(state)) return skipped;

  const target = await run.target(state);
  const live = await target.client.get(target.id);
  if (live === undefined) {
    const problem = await otherAccount(target, adoption.owner);
    return problem ? { problem, messages: [] } : { messages: [nothingToRestore(label)] };
  }
  const { send, unrestored } = restoration(state, managedNames(state), live.settings);
  // Another resource may have declared it since the read began.
  if (handover.isDeclared(state)) return skipped;
  const change = {
    settings: send,
    hidden: secretTexts(adoption.secrets, send, state.settings, adoption.applied),
    advice: "run `pulumi destroy` again, or `pulumi refresh` if the resource is to stay",
  };
  const { written, sent, unrestored: refused } = await writeRestoring(target, change, send);
  if (written.problem !== undefined) return { problem: written.problem, messages: [] };
  const names = restoredNames(sent, live.settings);
  const others = notRestored(label, { ...unrestored, ...refused });
  const isSaid = names.length > 0 || others.length === 0;
  return { messages: [...(isSaid ? [restored(label, names)] : []), ...others] };
}
