/** What can be declared of an integration as it is now, so that adopting it changes nothing. Pure. */
import { canonical } from "./diff";
import { isEmpty } from "../values";
import { couplings, settingNames, settingShape } from "./schema";
import type { LiveSettings, SettingName } from "./types";
import { parsedUrl } from "../url";

/** What is declared, and what is left out because it cannot be declared as it is: with the reason. */
export interface Declarable {
  settings: ReadonlyMap<SettingName, unknown>;
  left: ReadonlyMap<SettingName, string>;
}

export function declarable(live: LiveSettings): Declarable {
  const settings = new Map<SettingName, unknown>();
  const left = new Map<SettingName, string>();
  for (const name of settingNames) {
    if (settingShape[name].safeParse(live[name]).success) settings.set(name, canonical(live[name]));
    else
      left.set(
        name,
        live[name] === null ? "it was never set" : "its value is not one that can be declared",
      );
  }
  for (const { flag, needs } of couplings) {
    if (settings.get(flag) !== true || !isEmpty(settings.get(needs))) continue;
    settings.delete(flag);
    left.set(flag, `it is on without ${needs}`);
  }
  return { settings, left };
}

/** Whether a URL is no more than its host: then it holds no token, and may stand in a program. */
export function isBareUrl(value: string): boolean {
  const url = parsedUrl(value);
  if (url === undefined) return false;
  const { username, password, pathname, search, hash } = url;
  return [username, password, search, hash].every((part) => part === "") && pathname === "/";
}
