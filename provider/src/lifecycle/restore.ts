/** What to send so that settings return to what they were before they were adopted. Pure. */
import { equal, type SettingValues } from "../settings/diff";
import { isEmpty } from "../values";
import {
  couplings,
  declaredSettings,
  type DeclaredSettings,
  settingNames,
  settingShape,
} from "../settings/schema";
import type { SettingName } from "../settings/types";

/** Why a setting is not restored. */
export type Hindrance = "changed" | "refused" | "not set" | "not known";

/** The settings that must be left as they are, each with the reason. */
export type Left = { [Name in SettingName]?: Hindrance };

/** What restoring takes: what to send, and what must be left. */
export interface Restoration {
  send: DeclaredSettings;
  left: Left;
}

/** What restoring looks at. */
export interface Restorable {
  before: SettingValues;
  live: SettingValues;
  /** Whether a live value still is what was last applied. */
  isOurs: (name: SettingName, live: unknown) => boolean;
}

/** How settings are cleared that can be: the others have to have a value. */
const cleared: SettingValues = { webhookUrl: null, servicePointCarriers: [] };

/**
 * Restores each setting of `before` whose live value still is the one that was last applied: any other value is a later
 * change by somebody else, and is kept. So is the live value where Sendcloud would reject the one of before, alone or with
 * what it is coupled to.
 */
export function restoration({ before, live, isOurs }: Restorable): Restoration {
  const send: Record<string, unknown> = {};
  const left: Left = {};
  for (const name of settingNames) {
    const was = isEmpty(before[name]) ? cleared[name] : before[name];
    if (before[name] === undefined || equal(before[name], live[name])) continue;
    if (live[name] === undefined) left[name] = "not known";
    else if (!isOurs(name, live[name])) left[name] = "changed";
    else if (was === undefined) left[name] = "not set";
    else if (!settingShape[name].safeParse(was).success) left[name] = "refused";
    else send[name] = was;
  }
  for (const { flag, needs } of couplings) {
    const becomes = { ...live, ...send };
    if (becomes[flag] !== true) continue;
    if (isEmpty(becomes[needs])) {
      for (const name of [flag, needs]) {
        if (name in send) left[name] = "refused";
        delete send[name];
      }
    } else if (send[flag] === true) {
      send[needs] = becomes[needs];
    }
  }
  return { send: declaredSettings.parse(send), left };
}

/** The settings that are cleared by this. */
export function clearing(send: DeclaredSettings): SettingName[] {
  return settingNames.filter((name) => send[name] !== undefined && isEmpty(send[name]));
}
