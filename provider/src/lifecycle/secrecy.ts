/** Which values of one integration are secrets: what the state remembers of that, and what no message shows. Pure. */
import { namesOf, type SettingValues } from "../settings/diff";
import { mayBeSecret } from "../settings/secrets";
import type { SettingName } from "../settings/types";
import { type Declared, matchingApplied, type Result, type State } from "./state";

/** The settings whose live value may be a secret: the program holds the setting secret, or a resource before this one, which applied that value. */
export function hiddenOf(declared: Declared, held: SettingValues, before: readonly State[]): SettingName[] {
  const isOf = (state: State, name: SettingName): boolean =>
    mayBeSecret(state.adoption.secrets, name) && matchingApplied(state, name, held[name]) !== undefined;
  return namesOf(held).filter((name) => declared.secrets?.includes(name) || before.some((state) => isOf(state, name)));
}

/** Records what the program holds secret. */
export function sealing({ secrets }: Declared, result: Result): Result {
  const { state } = result;
  if (state === undefined || secrets === undefined) return result;
  return { ...result, state: { ...state, adoption: { ...state.adoption, secrets } } };
}
