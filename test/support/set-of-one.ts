/** A set with one member, spoken to as if it were a resource of its own: what holds of the one must hold of the other. */
import type { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import * as z from "zod";
import { joined, membersOf } from "../../provider/src/settings/members";
import { type Properties, type ProviderProcess, unfinished } from "./provider-process";
import type { Spoken } from "./stack";

const flat = z.record(z.string(), z.json());

/** The member's properties; `undefined` where the set has none. */
function memberIn(set: Properties): Properties | undefined {
  const member = membersOf(set).get("shop");
  return member && flat.parse(member);
}

function setOf(member: Properties): Properties {
  return flat.parse(joined(member, new Map([["shop", member]])));
}

const setId = "default";

export function setOfOne(provider: ProviderProcess): Spoken {
  return {
    beginRun: () => provider.beginRun(),
    async check(news): Promise<{ inputs: Properties; failures: CheckFailure.AsObject[] }> {
      const { inputs, failures } = await provider.check(setOf(news));
      return { inputs: memberIn(inputs) ?? {}, failures };
    },
    diff: (olds, news) => provider.diff(setOf(olds), setOf(news)),
    async create(inputs) {
      const { outputs } = await provider.create(setOf(inputs));
      return { outputs: memberIn(outputs) ?? {} };
    },
    async read(_id, props) {
      const { outputs } = await provider.read(setId, setOf(props));
      const member = memberIn(outputs);
      return { id: member ? JSON.stringify(member.integrationId) : "", outputs: member ?? {} };
    },
    update: async (_id, olds, news) => memberIn(await provider.update(setId, setOf(olds), setOf(news))) ?? {},
    delete: (_id, props) => provider.delete(setId, setOf(props)),
    unfinished(error) {
      const half = unfinished(error);
      return half && { outputs: memberIn(half.outputs) };
    },
  };
}
