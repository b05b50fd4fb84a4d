/** Provider process: the engine's calls for a set of integrations, translated for the life cycle. */
import { applySet, type Members, readSet, removeSet } from "../../lifecycle/set";
import { decodeDeclaredMembers, decodeMembers, encodeMemberInputs, encodeMembers } from "../../lifecycle/set-format";
import { decodeUnclaimed } from "../../lifecycle/state-format";
import type { State } from "../../lifecycle/state";
import type { Properties } from "../../values";
import { checkMembers } from "../calls/check";
import { diffMembers } from "../calls/diff";
import { withSecrets } from "../calls/secrets";
import type { Session } from "../calls/session";
import { ignoring } from "../../settings/ignored";
import { membersOf } from "../../settings/members";
import { holdingSecret, secretNamesOfMembers } from "../../settings/secrets";
import { meantOfMembers } from "./cleared";
import { withoutHidden } from "./declarer";
import { ignoredOfMembers } from "./ignored";
import { plainly } from "./errors";
import { type DynamicProvider, outputsOrThrow, recording, told } from "./results";

/** The provider of a set of integrations. */
export function setProvider(session: Session): DynamicProvider {
  const { running } = session;
  return {
    check: (olds, news) =>
      plainly(() => {
        const { declared: all, told, secrets, clears } = withoutHidden(news);
        const { ignored, doubts } = ignoredOfMembers(olds, news);
        const declared = meantOfMembers(running(), all, { by: told.by, clears, olds });
        const secret = secretNamesOfMembers(secrets, membersOf(declared));
        const { inputs, failures } = checkMembers(session, declared, { ...told, ignored, doubts, olds, secrets: secret });
        return { inputs: { ...inputs, ...ignoring(Object.fromEntries(ignored)), ...holdingSecret(secret) }, failures };
      }),

    diff: (_id, outputs, inputs) => plainly(() => recording(outputs, diffMembers(running(), { outputs, inputs }))),

    async create(inputs) {
      const id = typeof inputs.account === "string" ? inputs.account : "default";
      const result = await applySet(running(), decodeDeclaredMembers(inputs));
      return { id, outs: outputsOrThrow(running(), result, { id, inputs, encode: encodedWith(inputs) }) };
    },

    async update(id, olds, news) {
      const [before, letGo] = await plainly(() => [decodeMembers(olds), decodeUnclaimed(olds)] as const);
      const result = await applySet(running(), decodeDeclaredMembers(news), before, letGo);
      return { outs: outputsOrThrow(running(), result, { id, inputs: news, encode: encodedWith(news) }) };
    },

    async read(id, props = {}) {
      const [recorded, letGo] = await plainly(() => [decodeMembers(props), decodeUnclaimed(props)] as const);
      const { state: members = new Map() } = told(running(), await readSet(running(), recorded));
      return { id, inputs: encodeMemberInputs(props, members), props: withSecrets(encodeMembers(props, members, letGo)) };
    },

    async delete(_id, props) {
      const [members, letGo] = await plainly(() => [decodeMembers(props), decodeUnclaimed(props)] as const);
      told(running(), await removeSet(running(), members, letGo));
    },
  };
}

function encodedWith(inputs: Properties): (members: Members, unclaimed?: readonly State[]) => Properties {
  return (members, unclaimed) => encodeMembers(inputs, members, unclaimed);
}
