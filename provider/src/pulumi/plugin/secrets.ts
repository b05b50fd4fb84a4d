/** Plugin: what of our results is secret though no input is: what the shop was may hold a URL with a token, whether or not the program's own is a secret. */
import type { Properties } from "../../values";
import { secret } from "./values";

/** The outputs with what they remember as a secret. */
export function withSecrets(outputs: Properties): Properties {
  return { ...outputs, ...(outputs.adoption !== undefined && { adoption: secret(outputs.adoption) }) };
}
