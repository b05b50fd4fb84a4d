/** A set with one member, spoken to as if it were a resource of its own: what holds of the one must hold of the other. */
import type { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import * as z from "zod";
import type { Properties } from "./provider-process";
import type { Spoken } from "./stack";

/** The set's properties as far as they matter here: spelled once more, since the package's own are among what is tested. */
const set = z.object({
  account: z.json().optional(),
  onDestroy: z.json().optional(),
  integrations: z.object({ shop: z.record(z.string(), z.json()).optional() }),
  adoption: z.object({ shop: z.json().optional() }).default({}),
});

/** The member's properties; `undefined` where the set has none. */
function memberIn(properties: Properties): Properties | undefined {
  const { integrations, adoption, account, onDestroy } = set.parse({
    integrations: {},
    ...properties,
  });
  const whole = given({ account, onDestroy, adoption: adoption.shop });
  return integrations.shop && { ...integrations.shop, ...whole };
}

function setOf({ account, onDestroy, adoption, ...shop }: Properties): Properties {
  return given({
    account,
    onDestroy,
    adoption: adoption === undefined ? undefined : { shop: adoption },
    integrations: { shop },
  });
}

function given(properties: Record<string, Properties[string] | undefined>): Properties {
  const entries = Object.entries(properties).flatMap(
    ([name, value]): [string, Properties[string]][] => (value === undefined ? [] : [[name, value]]),
  );
  return Object.fromEntries(entries);
}

const setId = "default";

export function setOfOne(provider: Spoken): Spoken {
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
    update: async (_id, olds, news) =>
      memberIn(await provider.update(setId, setOf(olds), setOf(news))) ?? {},
    delete: (_id, props) => provider.delete(setId, setOf(props)),
    unfinished(error) {
      const half = provider.unfinished(error);
      return half && { outputs: half.outputs && memberIn(half.outputs) };
    },
  };
}
