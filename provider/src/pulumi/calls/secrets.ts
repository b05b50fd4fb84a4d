/** Both edges: what of our results is secret though no input is. */
import { sealed } from "../../settings/secrets";
import type { Properties } from "../../values";
import { secret } from "../tokens";

/**
 * Outputs of which `adoption` is a secret, also where the program's options do not say so: what a shop was may hold a URL
 * with a token. So is what the program holds secret, or did when it was recorded: the engine marks it in answers to an update
 * alone, and only where it was among the inputs before.
 */
export function withSecrets({ adoption, ...outputs }: Properties): Record<string, unknown> {
  return adoption === undefined
    ? outputs
    : { ...sealed(outputs, adoption, secret), adoption: secret(adoption) };
}
