/** Warnings that need to know the kind of shop: at previews, once an adoption has told it, and at each apply. */
import { isSilenced } from "../config/key-names";
import type { SettingValues } from "../settings/diff";
import { typeWarnings as aboutType } from "../settings/warnings";
import { labelOf } from "./messages";
import type { Run } from "./run";
import type { State } from "./state";

/** The warnings about what is declared of an integration; none where its kind is not known, or where they are silenced. */
export function typeWarnings(
  { config }: Pick<Run, "config">,
  state: State | undefined,
  declared: SettingValues,
): string[] {
  if (state === undefined) return [];
  const doubts = aboutType(state.facts.type, declared).filter(
    ({ name }) => !isSilenced(name, config.silence),
  );
  return doubts.map(
    ({ name, text }) => `warning: ${labelOf(state)}: ${text} (sendcloud:silence ${name})`,
  );
}
