/** The end of managing one integration: it stays as it is, or its settings return to what they were. Never deletes a shop. */
import { namesOf } from "../settings/diff";
import type { SettingName } from "../settings/types";
import { forgotten, labelOf, notRestored, restored } from "./messages";
import { otherAccount } from "./observe";
import { restoration, restoredSettings, writeRestoring } from "./restore";
import { attempt, type Run } from "./run";
import { managedNames, type Result, secretTexts, type State } from "./state";

/**
 * Sends nothing, or with `onDestroy: "restore"` one PATCH with what settings were before, but for those that the program
 * still declares. What Sendcloud refuses by name stays, and is named.
 */
export function remove(run: Run, state: State): Promise<Result> {
  return run.handover(state).inTurn(() => attempt(() => removeInTurn(run, state)));
}

async function removeInTurn(run: Run, state: State): Promise<Result> {
  const handover = run.handover(state);
  const { adoption } = state;
  const label = labelOf(state, adoption.resource);
  handover.predecessor = state;
  const isDeclared = (name: SettingName): boolean => handover.declared.includes(name);
  const undeclared = (): SettingName[] => managedNames(state).filter((name) => !isDeclared(name));
  const lost = forgotten(label, state, handover);
  const released = `${label}: released, its settings stay as they are at Sendcloud (onDestroy is retain in the state)`;
  if (state.onDestroy !== "restore") return { messages: [...lost, released] };
  const stillDeclared = `${label}: not restored, since the program still declares it`;
  const isStillDeclared = (): boolean => handover.declared.length > 0 && undeclared().length === 0;
  if (isStillDeclared()) return { messages: [stillDeclared, ...lost] };

  const target = await run.target(state);
  const live = await target.client.get(target.id);
  if (live === undefined) {
    const problem = await otherAccount(target, adoption.owner);
    if (problem !== undefined) return { problem, messages: [] };
    const why = "since Sendcloud has no integration with this number";
    return { messages: [`warning: ${label}: nothing is restored, ${why}`] };
  }
  // Another resource may have declared it since the read began.
  if (isStillDeclared()) return { messages: [stillDeclared, ...lost] };
  const { send, unrestored } = restoration(state, undeclared(), live.settings);
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
  const lines = isSaid ? [restored(label, returned, adoption.secrets)] : [];
  return { messages: [...lines, ...others, ...lost] };
}
