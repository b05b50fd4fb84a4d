/** Provider process: the engine's calls for a set of integrations, translated for the life cycle. */
import { planSet } from "../../lifecycle/plan";
import { applySet, type Members, readSet, removeSet } from "../../lifecycle/set";
import { decodeDeclaredMembers, decodeMembers, decodeState, encodeMemberInputs, encodeMembers } from "../../lifecycle/state-format";
import { checkSet } from "../../settings/check-set";
import { membersOf } from "../../settings/members";
import { isMap, type Properties } from "../../values";
import { isUnknown } from "../tokens";
import { withoutHidden } from "./declarer";
import { plainly } from "./errors";
import { configurationFailures, type DynamicProvider, outputsOrThrow, told, withSecrets } from "./results";
import type { Session } from "./session";

/** The provider of a set of integrations. */
export function setProvider({ running, duplicates, tellDoubts }: Session): DynamicProvider {
  return {
    /** Checks every rule of every member, and that no integration is declared twice. Calls no API. */
    async check(_olds, news) {
      const { declared, by, others, recorded } = withoutHidden(news);
      const run = running();
      for (const outputs of recorded) run.replacements.recall(await plainly(() => decodeState(outputs)));
      others.forEach(run.replacements.declare);
      const account = typeof declared.account === "string" ? declared.account : undefined;
      const members = membersOf(declared);
      for (const { integrationId } of members.values()) {
        if (typeof integrationId === "number") run.replacements.declare({ integrationId, account });
      }
      const { inputs, failures } = checkSet(declared, isUnknown);
      const declarations = by ? [...members].map(([name, member]) => ({ by, label: `${by.name}.${name}`, declared: member })) : [];
      for (const declaration of declarations) tellDoubts(run, declaration);
      failures.push(...duplicates(declarations).map((reason) => ({ property: "", reason })));
      return { inputs, failures: [...configurationFailures(run, declared.account), ...failures] };
    },

    async diff(_id, olds, news) {
      const { account, onDestroy } = news;
      const wanted = { account, onDestroy, members: membersOf(news), incomplete: hasUnknownMembers(news) };
      const recorded = await plainly(() => ({ account: olds.account, onDestroy: olds.onDestroy, members: decodeMembers(olds) }));
      const { replacements } = running();
      const { changes, replaces, messages } = planSet(recorded, wanted, replacements.isDeclared);
      for (const [name, state] of recorded.members) {
        if (replaces.length > 0 || wanted.members.get(name)?.integrationId !== state.integrationId) replacements.leave(state);
      }
      messages.forEach(running().tell);
      return { changes, replaces };
    },

    async create(inputs) {
      const id = typeof inputs.account === "string" ? inputs.account : "default";
      const result = await applySet(running(), decodeDeclaredMembers(inputs));
      return { id, outs: outputsOrThrow(running(), result, { id, inputs, encode: encodedWith(inputs) }) };
    },

    async update(id, olds, news) {
      const before = await plainly(() => decodeMembers(olds));
      const result = await applySet(running(), decodeDeclaredMembers(news), before);
      return { outs: outputsOrThrow(running(), result, { id, inputs: news, encode: encodedWith(news) }) };
    },

    async read(id, props = {}) {
      const recorded = await plainly(() => decodeMembers(props));
      const { state: members = new Map() } = told(running(), await readSet(running(), recorded));
      return { id, inputs: encodeMemberInputs(props, members), props: withSecrets(encodeMembers(props, members)) };
    },

    async delete(_id, props) {
      const members = await plainly(() => decodeMembers(props));
      told(running(), await removeSet(running(), members));
    },
  };
}

function encodedWith(inputs: Properties): (members: Members) => Properties {
  return (members) => encodeMembers(inputs, members);
}

/** Whether it is not known yet who all the members are. */
function hasUnknownMembers({ integrations }: Properties): boolean {
  return isUnknown(integrations) || (isMap(integrations) && Object.values(integrations).some(isUnknown));
}
