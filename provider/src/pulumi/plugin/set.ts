/** Plugin: the engine's calls for a set of integrations, translated for the life cycle. */
import { SendcloudError } from "../../errors";
import { applySet, type Members, readSet, removeSet } from "../../lifecycle/set";
import type { State } from "../../lifecycle/state";
import { decodeDeclaredMembers, decodeMembers, encodeMemberInputs, encodeMembers } from "../../lifecycle/set-format";
import { decodeUnclaimed } from "../../lifecycle/state-format";
import { checkSet } from "../../settings/check-set";
import { ignoredMembers, ignoring } from "../../settings/ignored";
import { membersOf, unclaimedOutput } from "../../settings/members";
import { secretNamesOfMembers } from "../../settings/secrets";
import { isMap, present, type Properties } from "../../values";
import { checkMembers } from "../calls/check";
import { diffMembers } from "../calls/diff";
import { withSecrets } from "../calls/secrets";
import { isUnknown, unknownValue } from "../tokens";
import { resourceName } from "../urns";
import { previewAdoption } from "./adoption";
import { refuse, tellOfPaths } from "./ignored";
import type { Kind, Outcome } from "./kinds";
import { membersWithoutNulls } from "./nulls";
import { holdingOfMembers, tellingSecretsOfMembers } from "./secrets";
import { declarerOf, type Session } from "./session";

/** The resource that manages a set of integrations. */
export function set(session: Session): Kind {
  const { run } = session;

  function outcome(id: string, inputs: Properties, result: Awaited<ReturnType<typeof applySet>>): Outcome {
    result.messages.forEach(run.tell);
    return { id, outputs: result.state && recorded(inputs, result.state, result.unclaimed), problem: result.problem };
  }

  return {
    check(urn, news, { olds, secrets }) {
      const declared = membersWithoutNulls(news, olds);
      const how = { by: declarerOf(urn), olds, judgedLater: true, secrets: secretNamesOfMembers(secrets, membersOf(declared)) };
      return Promise.resolve(checkMembers(session, declared, how));
    },

    diff({ urn }, recordedOutputs, inputs, { olds, ignoreChanges, secrets, recordedSecrets }) {
      const outputs = tellingSecretsOfMembers(recordedOutputs, recordedSecrets);
      const { ignored, doubts } = ignoredIn(outputs, inputs, ignoreChanges);
      const judged = { ignored, recorded: membersOf(olds), secrets: secretNamesOfMembers(secrets, membersOf(inputs)) };
      refuse((judgedLater) => checkSet(inputs, isUnknown, { ...judged, judgedLater }));
      tellOfPaths(session, urn, doubts);
      const hidden = { ...ignoring(Object.fromEntries(ignored)), ...holdingOfMembers(secrets, inputs) };
      return Promise.resolve(diffMembers(run, { outputs, inputs: { ...inputs, ...hidden }, recalls: true }));
    },

    async create(urn, inputs, { preview, secrets }) {
      const id = typeof inputs.account === "string" ? inputs.account : "default";
      const declared = { ...inputs, ...holdingOfMembers(secrets, inputs) };
      if (!preview) return outcome(id, inputs, await applySet(run, decodeDeclaredMembers(declared)));
      const secret = secretNamesOfMembers(secrets, membersOf(inputs));
      const facts = new Map(
        await Promise.all(
          [...membersOf(inputs)].map(
            async ([name, member]) =>
              [name, await previewAdoption(session, `${resourceName(urn)}.${name}`, member, secret[name] ?? [])] as const,
          ),
        ),
      );
      return { id: "", outputs: eachOf(inputs, (member, name) => withFacts(member, facts.get(name))) };
    },

    async update({ id }, outputs, inputs, { preview, ignoreChanges, secrets, recordedSecrets }) {
      const before = decodeMembers(tellingSecretsOfMembers(outputs, recordedSecrets));
      const { ignored } = ignoredIn(outputs, inputs, ignoreChanges);
      const declared = { ...inputs, ...ignoring(Object.fromEntries(ignored)), ...holdingOfMembers(secrets, inputs) };
      if (!preview) return outcome(id, inputs, await applySet(run, decodeDeclaredMembers(declared), before, decodeUnclaimed(outputs)));
      const members = membersOf(outputs);
      const next = eachOf(inputs, (member, name) => withFacts(member, factsOf(members.get(name))));
      const { adoption, [unclaimedOutput]: unclaimed } = outputs;
      return { id, outputs: withSecrets({ ...next, ...present({ adoption, [unclaimedOutput]: unclaimed }) }) };
    },

    async read({ id }, outputs) {
      if (outputs.integrations === undefined) {
        throw new SendcloudError("a set cannot be imported or looked up: declare it, and `pulumi up` adopts its members as they are");
      }
      const { state = new Map(), problem, messages } = await readSet(run, decodeMembers(outputs));
      messages.forEach(run.tell);
      if (problem !== undefined) throw problem;
      return { id, inputs: encodeMemberInputs(outputs, state), outputs: recorded(outputs, state, decodeUnclaimed(outputs)) };
    },

    async delete(_of, outputs) {
      const { problem, messages } = await removeSet(run, decodeMembers(outputs), decodeUnclaimed(outputs));
      messages.forEach(run.tell);
      return problem;
    },
  };
}

/** What the paths name of members that stay, leave or join. */
function ignoredIn(outputs: Properties, inputs: Properties, paths: readonly string[]): ReturnType<typeof ignoredMembers> {
  return ignoredMembers(paths, [...new Set([...membersOf(outputs).keys(), ...membersOf(inputs).keys()])]);
}

function recorded(inputs: Properties, members: Members, unclaimed?: readonly State[]): Properties {
  return withSecrets(encodeMembers(inputs, members, unclaimed));
}

/** The set with what the work makes of each member. */
function eachOf(set: Properties, work: (member: unknown, name: string) => unknown): Properties {
  if (!isMap(set.integrations)) return set;
  const worked = Object.entries(set.integrations).map(([name, member]) => [name, work(member, name)] as const);
  return { ...set, integrations: Object.fromEntries(worked) };
}

/** A member with its facts; those that nobody knows yet are unknown. */
function withFacts(member: unknown, facts: Properties = {}): unknown {
  return isMap(member) ? { ...member, type: unknownValue, createdAt: unknownValue, ...facts } : member;
}

function factsOf(member: Properties | undefined): Properties {
  return present({ type: member?.type, createdAt: member?.createdAt });
}
