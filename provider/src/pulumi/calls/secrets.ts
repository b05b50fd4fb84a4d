/** Both edges: what of our results is secret though no input is. */
import type { Properties } from "../../values";
import { secret } from "../tokens";

/** Outputs of which `adoption` is a secret, also where the program's options do not say so: what a shop was may hold a URL with a token. */
export function withSecrets({ adoption, ...outputs }: Properties): Record<string, unknown> {
  return adoption === undefined ? outputs : { ...outputs, adoption: secret(adoption) };
}
