/** Both edges: what of our results is secret though no input of the same name is. */
import { encodeState } from "../../lifecycle/state-format";
import type { State } from "../../lifecycle/state";
import type { Properties } from "../../values";
import { secret } from "../tokens";

/** The properties, with these marked as secrets. */
export function markSecrets(
  properties: Properties,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      names.includes(name) ? secret(value) : value,
    ]),
  );
}

/** The outputs of a state. What a shop was before may hold a URL with a token, so that `adoption` is a secret as a whole. */
export function outputsOf(state: State): Record<string, unknown> {
  return markSecrets(encodeState(state), [...state.adoption.secrets, "adoption"]);
}
