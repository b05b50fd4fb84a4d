/** Both edges: how the engine's `diff` is answered: compares what is declared with what is recorded, and tells what that means. Calls no API. */
import { contested } from "../../lifecycle/contested";
import { type Plan, plan, planSet, type Wanted, wantedIn } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import { saidTogether } from "../../lifecycle/set-messages";
import { decodeMembers } from "../../lifecycle/set-format";
import { decodeState, decodeUnclaimed } from "../../lifecycle/state-format";
import type { Managed, State } from "../../lifecycle/state";
import { typeWarnings } from "../../lifecycle/type-warnings";
import { membersOf } from "../../settings/members";
import { isMap, type Properties } from "../../values";
import { isUnknown } from "../tokens";

/** What the engine asks to compare. */
interface Compared {
  id: string;
  outputs: Properties;
  inputs: Properties;
  /** Whether nothing else tells what the stack had recorded: a replacement that the program's options ask for then remembers it. */
  recalls?: boolean;
}

/** Compares one integration. */
export function diffOne(run: Run, { id, outputs, inputs, recalls = false }: Compared): Plan {
  const state = decodeState(outputs, id);
  if (recalls) recall(run, [state], state.unclaimed);
  const wanted = wantedIn(inputs);
  run.replacements.compare(state, identified(wanted));
  const planned = plan(state, wanted, contested(run.replacements.recalled(state), state, wanted.settings));
  if (planned.replaces.length > 0) run.replacements.leave(state);
  const doubts = planned.replaces.length > 0 ? [] : typeWarnings(run, state, wanted.settings);
  [...planned.messages, ...doubts].forEach(run.tellOnce);
  return planned;
}

/** Compares a set. */
export function diffMembers(run: Run, { outputs, inputs, recalls = false }: Omit<Compared, "id">): Plan {
  const { account, onDestroy } = inputs;
  const wanted = { account, onDestroy, members: membersOf(inputs), incomplete: hasUnknownMembers(inputs) };
  const recorded = { account: outputs.account, onDestroy: outputs.onDestroy, members: decodeMembers(outputs) };
  if (recalls) recall(run, recorded.members.values(), decodeUnclaimed(outputs));
  for (const state of [...recorded.members.values(), ...decodeUnclaimed(outputs)]) run.replacements.compare(state, undefined);
  const planned = planSet(recorded, wanted, run.replacements);
  planned.messages.forEach(run.tellOnce);
  const doubts: (readonly [name: string, line: string])[] = [];
  for (const [name, state] of recorded.members) {
    const member = wanted.members.get(name);
    const stays = planned.replaces.length === 0 && member?.integrationId === state.integrationId;
    if (stays) doubts.push(...typeWarnings(run, state, member).map((line) => [name, line] as const));
    else run.replacements.leave(state);
  }
  saidTogether(doubts).forEach(run.tellOnce);
  return planned;
}

/** Records what the stack had recorded, where no program tells of it. */
function recall({ replacements }: Run, managed: Iterable<State>, unclaimed: readonly State[] = []): void {
  for (const state of managed) replacements.recall(state);
  unclaimed.forEach(replacements.recallUnclaimed);
}

/** Which integration is declared, where that is known. */
function identified({ integrationId, account }: Wanted): Managed | undefined {
  if (typeof integrationId !== "number" || isUnknown(account)) return undefined;
  return { integrationId, account: typeof account === "string" ? account : undefined };
}

/** Whether it is not known yet who all the members are. */
function hasUnknownMembers({ integrations }: Properties): boolean {
  return isUnknown(integrations) || (isMap(integrations) && Object.values(integrations).some(isUnknown));
}
