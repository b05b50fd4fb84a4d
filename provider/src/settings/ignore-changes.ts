/** Which settings the option `ignoreChanges` names, and which of its paths name nothing. Pure. */
import { choiceShape, identityShape, settingNames } from "./schema";
import type { SettingName } from "./types";
import type { Warning } from "./warnings";

/** The settings that the paths of `ignoreChanges` name; and a warning for each path that names nothing. */
export function ignoredSettings(paths: readonly string[]) {
  const named = paths.map((path) => ({ path, settings: settingsAt(path) }));
  const names = new Set(named.flatMap(({ settings }) => settings ?? []));
  return {
    ignored: settingNames.filter((name) => names.has(name)),
    doubts: named
      .filter(({ settings }) => settings === undefined)
      .map(({ path }) => namesNothing(path)),
  };
}

function namesNothing(path: string): Warning {
  const why = /^(\["servicePointCarriers"\]|servicePointCarriers)\.?\[/.test(path)
    ? "names a position, but carriers are a set without positions: name servicePointCarriers as a whole"
    : "names no input, and has no effect: name an input, such as shopName";
  return { name: "ignoreChanges", text: `ignoreChanges: ${JSON.stringify(path)} ${why}` };
}

/** Inputs that are no settings: a path may name them all the same. */
const others = Object.keys({ ...identityShape, ...choiceShape });

/** A path of one element: a name, or one in brackets with its quotes, or a star. */
const single = /^(?:\["((?:\\"|[^"])*)"\]|\[(\*)\]|([^.[]+))$/;

function settingsAt(path: string): readonly SettingName[] | undefined {
  const name = single.exec(path)?.slice(1).find(Boolean);
  if (name === "*") return settingNames;
  const found = settingNames.filter((one) => one === name);
  return found.length > 0 || others.some((one) => one === name) ? found : undefined;
}
