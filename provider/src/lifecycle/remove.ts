/** The end of managing one integration: it stays as it is, or its settings return to what they were. Never deletes a shop. */
import { namesOf } from "../settings/diff";
import { labelOf, notRestored, restored } from "./messages";
import { otherAccount } from "./observe";
import { restoration, restoredSettings, writeRestoring } from "./restore";
import { attempt, type Run } from "./run";
import { managedNames, type Result, secretTexts, type State } from "./state";

/**
 * Sends nothing, or with `onDestroy: "restore"` one PATCH with what settings were before, unless the program still
 * declares the integration. What Sendcloud refuses by name stays, and is named.
 */
export function remove(run: Run, state: State): Promise<Result> {
  return run.handover(state).inTurn(() => attempt(() => removeInTurn(run, state)));
}

async function removeInTurn(run: Run, state: State): Promise<Result> {
  const handover = run.handover(state);
  const { adoption } = state;
  const label = labelOf(state, adoption.resource);
  handover.inherited = state;
  // A new resource may have adopted the integration before this one let go of it.
  const isForgotten = handover.isAdoptedAnew && namesOf(adoption.before).length > 0;
  const forgotten = `warning: ${label}: what it was before is forgotten, since another resource adopted it first. A renamed resource keeps it with the option aliases`;
  const lost = isForgotten ? [forgotten] : [];
  const released = `${label}: released, its settings stay as they are at Sendcloud (onDestroy is retain in the state)`;
  if (state.onDestroy !== "restore") return { messages: [...lost, released] };
  const stillDeclared = `${label}: not restored, since the program still declares it`;
  if (handover.isDeclared) return { messages: [stillDeclared, ...lost] };

  const target = await run.target(state);
  const live = await target.client.get(target.id);
  if (live === undefined) {
    const problem = await otherAccount(target, adoption.owner);
    if (problem !== undefined) return { problem, messages: [] };
    const why = "since Sendcloud has no integration with this number";
    return { messages: [`warning: ${label}: nothing is restored, ${why}`] };
  }
  const { send, unrestored } = restoration(state, managedNames(state), live.settings);
  // Another resource may have declared it since the read began.
  if (run.handover(state).isDeclared) return { messages: [stillDeclared, ...lost] };
  const change = {
    settings: send,
    hidden: secretTexts(adoption.secrets, send, state.settings, adoption.applied),
    advice: "run `pulumi destroy` again, or `pulumi refresh` if the resource is to stay",
  };
  const { written, sent, unrestored: refused } = await writeRestoring(target, change, send);
  if (written.problem !== undefined) return { problem: written.problem, messages: [] };
  const returned = restoredSettings(sent, live.settings);
  const others = notRestored(label, { ...unrestored, ...refused });
  const isSaid = namesOf(returned).length > 0 || others.length === 0;
  const said = isSaid ? [restored(label, returned, adoption.secrets)] : [];
  return { messages: [...said, ...others] };
}
