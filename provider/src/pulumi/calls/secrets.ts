/** Both edges: what of our results is secret though no input is. */
import { unclaimedOutput } from "../../settings/members";
import { sealed } from "../../settings/secrets";
import { isMap, type Properties } from "../../values";
import { secret } from "../tokens";

/**
 * Outputs of which `adoption` is a secret, also where the program's options do not say so: what a shop was may hold a URL
 * with a token. So is what a resource let go of, and what the program holds secret, or did when it was recorded: the engine marks it in answers to an
 * update alone, and only where it was among the inputs before.
 */
export function withSecrets({ adoption, [unclaimedOutput]: unclaimed, ...outputs }: Properties): Record<string, unknown> {
  return {
    ...(adoption === undefined ? outputs : { ...sealedOutputs(outputs, adoption), adoption: secret(adoption) }),
    ...(unclaimed !== undefined && { [unclaimedOutput]: secret(unclaimed) }),
  };
}

function sealedOutputs(outputs: Properties, adoption: unknown): Properties {
  if (!isMap(outputs.integrations)) return sealed(outputs, adoption, secret);
  const members = Object.entries(outputs.integrations).map(([name, member]) => [
    name,
    isMap(member) ? sealed(member, isMap(adoption) ? adoption[name] : undefined, secret) : member,
  ]);
  return { ...outputs, integrations: Object.fromEntries(members) };
}
