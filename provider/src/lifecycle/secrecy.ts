/** Which values of one integration are secrets: what the state remembers of that, and what no message shows. Pure. */
import { namesOf, equal, type SettingValues } from "../settings/diff";
import { mayBeSecret } from "../settings/secrets";
import { settingNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import type { Declared, Result, State } from "./state";

/** The settings whose live value may be a secret: those that the program holds secret, and free text, which another resource may have held so. */
export function hiddenOf(declared: Declared, held: SettingValues): SettingName[] {
  return namesOf(held).filter(
    (name) => declared.secrets?.includes(name) || mayBeSecret(undefined, name),
  );
}

/** Shorter values would hide parts of ordinary words. In characters. */
const shortestHidden = 3;

/** The texts among the values of settings that are secret: what no message may repeat. */
export function textsOf(
  secrets: readonly string[] = [],
  ...all: readonly SettingValues[]
): string[] {
  const values = all.flatMap((settings) =>
    namesOf(settings)
      .filter((name) => secrets.includes(name))
      .flatMap((name) => settings[name]),
  );
  return values
    .filter((value) => typeof value === "string")
    .filter(({ length }) => length >= shortestHidden);
}

/** The settings that the program holds secret. */
export function secretSettings({ secrets = [] }: Pick<Declared, "secrets">): SettingName[] {
  return settingNames.filter((name) => secrets.includes(name));
}

/** What the program holds secret, and what it held secret when the state was recorded. */
export function secretsOf({ secrets = [] }: Declared, { adoption }: State): string[] {
  return [...new Set([...secrets, ...(adoption.secrets ?? [])])];
}

/** Records what is secret: what the program holds so, and what it held so of settings that are not as declared yet. */
export function sealing(
  { secrets, settings }: Declared,
  result: Result,
  before: readonly string[] = [],
): Result {
  const { state } = result;
  if (state === undefined) return result;
  const { unsure } = state.adoption;
  const held = settingNames.filter(
    (name) => name in state.settings && !equal(settings[name], state.settings[name]),
  );
  const still = [...held, ...settingNames.filter((name) => unsure[name] !== undefined)].filter(
    (name) => before.includes(name),
  );
  if (secrets === undefined && still.length === 0) return result;
  return {
    ...result,
    state: {
      ...state,
      adoption: { ...state.adoption, secrets: [...new Set([...(secrets ?? []), ...still])] },
    },
  };
}
