/** Which settings take any text, so that a value of theirs may be a secret. Pure. */
import { isUrlSetting, settingShape } from "./schema";
import type { SettingName } from "./types";

/** Whether a setting takes any text, so that its value may be a secret. Of a URL the host alone is shown anyway. */
export function isFreeText(name: SettingName): boolean {
  return !isUrlSetting(name) && settingShape[name].safeParse("any text").success;
}

/** Whether a recorded value may be a secret. Where it is not known what the program holds secret, free text may be. */
export function mayBeSecret(secrets: readonly string[] | undefined, name: SettingName): boolean {
  return secrets === undefined ? isFreeText(name) : secrets.includes(name);
}
