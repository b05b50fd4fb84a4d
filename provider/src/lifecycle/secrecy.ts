/** Which values of one integration are secrets: what the state remembers of that, and what no message shows. Pure. */
import { namesOf, type SettingValues } from "../settings/diff";
import { mayBeSecret } from "../settings/free-text";
import type { SettingName } from "../settings/types";
import { type Declared, matchingApplied, type Result, type State } from "./state";

/**
 * The settings whose live value may be a secret: the program holds the setting secret, or a resource before this one did,
 * which applied that value. Where nobody tells of resources before this one, any text may be such a secret.
 */
export function hiddenOf(declared: Declared, held: SettingValues, before: readonly State[] | undefined): SettingName[] {
  const isOf = (state: State, name: SettingName): boolean =>
    mayBeSecret(state.adoption.secrets, name) && matchingApplied(state, name, held[name]) !== undefined;
  const isAnothers = (name: SettingName): boolean => before?.some((state) => isOf(state, name)) ?? mayBeSecret(undefined, name);
  return namesOf(held).filter((name) => declared.secrets?.includes(name) || isAnothers(name));
}

/** Records what the program holds secret. */
export function sealing({ secrets }: Declared, result: Result): Result {
  const { state } = result;
  if (state === undefined || secrets === undefined) return result;
  return { ...result, state: { ...state, adoption: { ...state.adoption, secrets } } };
}
