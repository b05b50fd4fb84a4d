/** Both edges: how the engine's `diff` is answered: compares what is declared with what is recorded, and tells what that means. Calls no API. */
import { type Plan, plan, planSet, wantedIn } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import { decodeMembers, decodeState } from "../../lifecycle/state-format";
import { membersOf } from "../../settings/members";
import { isMap, type Properties } from "../../values";
import { isUnknown } from "../tokens";

/** What the engine asks to compare. */
interface Compared {
  id: string;
  outputs: Properties;
  inputs: Properties;
}

/** Compares one integration. */
export function diffOne(run: Run, { id, outputs, inputs }: Compared): Plan {
  const state = decodeState(outputs, id);
  const planned = plan(state, wantedIn(inputs));
  if (planned.replaces.length > 0) run.replacements.leave(state);
  planned.messages.forEach(run.tell);
  return planned;
}

/** Compares a set. */
export function diffMembers(run: Run, { outputs, inputs }: Omit<Compared, "id">): Plan {
  const { account, onDestroy } = inputs;
  const wanted = { account, onDestroy, members: membersOf(inputs), incomplete: hasUnknownMembers(inputs) };
  const recorded = { account: outputs.account, onDestroy: outputs.onDestroy, members: decodeMembers(outputs) };
  const planned = planSet(recorded, wanted, run.replacements.isDeclared);
  for (const [name, state] of recorded.members) {
    if (planned.replaces.length > 0 || wanted.members.get(name)?.integrationId !== state.integrationId) run.replacements.leave(state);
  }
  planned.messages.forEach(run.tell);
  return planned;
}

/** Whether it is not known yet who all the members are. */
function hasUnknownMembers({ integrations }: Properties): boolean {
  return isUnknown(integrations) || (isMap(integrations) && Object.values(integrations).some(isUnknown));
}
