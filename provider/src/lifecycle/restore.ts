/** What to send so that settings return to what they were before they were adopted. Pure. */
import { same, type SettingValues } from "../settings/diff";
import { isEmpty } from "../values";
import { couplings, declaredSettings, type DeclaredSettings, settingNames, settingShape } from "../settings/schema";
import type { SettingName } from "../settings/types";

/** What restoring takes: what to send, and the settings that must be left as they are. */
export interface Restoration {
  send: DeclaredSettings;
  left: SettingName[];
}

/** What restoring looks at. */
export interface Restorable {
  before: SettingValues;
  live: SettingValues;
  /** Whether a live value still is what was last applied. */
  isOurs: (name: SettingName, live: unknown) => boolean;
}

/**
 * Restores each setting of `before` whose live value still is the one that was last applied: any other value is a later
 * change by somebody else, and is kept. So is the live value where Sendcloud would reject the one of before, alone or with
 * what it is coupled to.
 */
export function restoration({ before, live, isOurs }: Restorable): Restoration {
  const send: Record<string, unknown> = {};
  const left = new Set<SettingName>();
  for (const name of settingNames) {
    if (before[name] === undefined || same(before[name], live[name])) continue;
    if (isOurs(name, live[name]) && settingShape[name].safeParse(before[name]).success) send[name] = before[name];
    else left.add(name);
  }
  for (const { flag, needs } of couplings) {
    const becomes = { ...live, ...send };
    if (becomes[flag] !== true) continue;
    if (isEmpty(becomes[needs])) {
      for (const name of [flag, needs]) {
        if (name in send) left.add(name);
        delete send[name];
      }
    } else if (send[flag] === true) {
      send[needs] = becomes[needs];
    }
  }
  return { send: declaredSettings.parse(send), left: [...left] };
}
