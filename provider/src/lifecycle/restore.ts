/** Returns settings to what they were before they were adopted, as far as they are ours and Sendcloud takes them. */
import { SendcloudError } from "../errors";
import { equal, namesOf, omit, type SettingValues } from "../settings/diff";
import {
  couplings,
  declaredSettings,
  type DeclaredSettings,
  settingShape,
} from "../settings/schema";
import type { SettingName } from "../settings/types";
import { isEmpty } from "../values";
import type { Target } from "./run";
import { appliedValue, type State, type Written } from "./state";
import { type Change, refusal, write } from "./write";

/** Why a setting is not restored: by a rule of ours, or as a text, the reason that Sendcloud gave. */
export type Hindrance = "changed" | "impossible" | "not set" | "unknown" | { refused: string };

/** The settings that stay as they are, each with the reason. */
export type Unrestored = { [Name in SettingName]?: Hindrance };

/** How settings are cleared that can be: the others must have a value. */
const cleared: SettingValues = { webhookUrl: "", servicePointCarriers: [] };

/**
 * What to send so that these settings return to what they were. A live value that is not ours is a later change by
 * somebody else, and stays. So does one whose earlier value breaks a rule, alone or with the setting that it needs.
 */
export function restoration(
  state: Pick<State, "adoption">,
  names: readonly SettingName[],
  live: SettingValues,
): { send: DeclaredSettings; unrestored: Unrestored } {
  const { before } = state.adoption;
  const send: Record<string, unknown> = {};
  const unrestored: Unrestored = {};
  for (const name of names) {
    const was = isEmpty(before[name]) ? cleared[name] : before[name];
    if (before[name] === undefined || equal(before[name], live[name])) continue;
    if (live[name] === undefined) unrestored[name] = "unknown";
    else if (appliedValue(state, name, live[name]) === undefined) unrestored[name] = "changed";
    else if (was === undefined) unrestored[name] = "not set";
    else if (!settingShape[name].safeParse(was).success) unrestored[name] = "impossible";
    else send[name] = was;
  }
  for (const { flag, needs } of couplings) {
    const becomes = { ...live, ...send };
    if (becomes[flag] !== true) continue;
    if (isEmpty(becomes[needs])) {
      for (const name of [flag, needs]) {
        if (name in send) unrestored[name] = "impossible";
        delete send[name];
      }
    } else if (send[flag] === true) {
      send[needs] = becomes[needs];
    }
  }
  return { send: declaredSettings.parse(send), unrestored };
}

/** What became of a write that restores. */
export interface Restored {
  written: Written;
  /** What was sent in the end. */
  sent: DeclaredSettings;
  unrestored: Unrestored;
}

/**
 * Writes settings of which `restored` return to what they were. A refusal that names some of these is repeated without
 * them, and without a flag that needs them. Throws where Sendcloud refuses something else, or does not say what.
 */
export async function writeRestoring(
  target: Target,
  change: Change,
  restored: DeclaredSettings,
): Promise<Restored> {
  const names = namesOf(restored);
  try {
    const written = await write(target, change);
    const refused = refusedOf(names, written.problem);
    const isHarmless =
      written.problem !== undefined && written.unconfirmed.every((name) => name in refused);
    if (!isHarmless) return { written, sent: change.settings, unrestored: {} };
    return {
      written: { ...(written.live && { live: written.live }), unconfirmed: [] },
      sent: omit(change.settings, written.unconfirmed),
      unrestored: refused,
    };
  } catch (error) {
    const refused = refusedOf(names, error);
    if (namesOf(refused).length === 0) throw unrestorable(error, names, change);
    for (const { flag, needs } of couplings) {
      if (restored[flag] === true && refused[needs] !== undefined) refused[flag] ??= refused[needs];
    }
    const settings = omit(change.settings, namesOf(refused));
    const rest = omit(restored, namesOf(refused));
    const next = await writeRestoring(target, { ...change, settings }, rest);
    return { ...next, unrestored: { ...refused, ...next.unrestored } };
  }
}

/** The settings among these that Sendcloud's refusal names. */
function refusedOf(names: readonly SettingName[], error: unknown): Unrestored {
  const refused = refusal(error);
  const named = refused ? names.filter((name) => refused.names.includes(name)) : [];
  return Object.fromEntries(named.map((name) => [name, { refused: refused?.reason ?? "" }]));
}

/** A refusal that names nothing that was sent says how to do without the restore. */
function unrestorable(
  error: unknown,
  names: readonly SettingName[],
  { settings }: Change,
): unknown {
  const refused = refusal(error);
  const isSent = namesOf(settings).some((name) => refused?.names.includes(name));
  if (refused === undefined || names.length === 0 || isSent) return error;
  const all = names.join(", ");
  const it = names.length > 1 ? "them as they are" : "it as it is";
  return new SendcloudError(
    `${refused.message}. ${all} would be restored: to leave ${it}, declare ${all} as before with onDestroy: "retain", run \`pulumi up\`, and then what you ran`,
    { cause: error },
  );
}

/** The settings that a restore changed. */
export function restoredSettings(sent: DeclaredSettings, live: SettingValues): SettingValues {
  const same = namesOf(sent).filter((name) => equal(sent[name], live[name]));
  return omit(sent, same);
}
