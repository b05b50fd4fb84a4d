/** Provider process: the engine's calls for a set of integrations, translated for the life cycle. */
import { planSet } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import { applySet, type Members, readSet, removeSet } from "../../lifecycle/set";
import { decodeDeclaredMembers, decodeMembers, encodeMemberInputs, encodeMembers } from "../../lifecycle/state-format";
import { checkSet } from "../../settings/check-set";
import { hasUnknownMembers, membersOf } from "../../settings/members";
import type { Properties } from "../../values";
import { isUnknown } from "../tokens";
import { plainly } from "./errors";
import { configurationFailures, type DynamicProvider, outputsOrThrow, told } from "./results";

/** The provider of a set of integrations. */
export function setProvider(running: () => Run): DynamicProvider {
  return {
    /** Checks every rule of every member, and that no integration is declared twice. Calls no API. */
    check(_olds, news) {
      const { __provider, ...declared } = news;
      const run = running();
      const account = typeof declared.account === "string" ? declared.account : undefined;
      for (const { integrationId } of membersOf(declared).values()) {
        if (typeof integrationId === "number") run.replacements.declare({ integrationId, account });
      }
      const { inputs, failures } = checkSet(declared, isUnknown);
      return Promise.resolve({ inputs, failures: [...configurationFailures(run, declared.account), ...failures] });
    },

    async diff(_id, olds, news) {
      const { account, onDestroy } = news;
      const wanted = { account, onDestroy, members: membersOf(news), incomplete: hasUnknownMembers(news, isUnknown) };
      const recorded = await plainly(() => ({ account: olds.account, onDestroy: olds.onDestroy, members: decodeMembers(olds) }));
      const { changes, replaces, messages } = planSet(recorded, wanted, running().replacements.isDeclared);
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
      return { id, inputs: encodeMemberInputs(props, members), props: encodeMembers(props, members) };
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
