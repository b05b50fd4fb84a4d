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
  const why =
    pathElements(path)?.[0] === "servicePointCarriers"
      ? "names a position, but carriers are a set without positions: name servicePointCarriers as a whole"
      : "names no input, and has no effect: name an input, such as shopName";
  return { name: "ignoreChanges", text: `ignoreChanges: ${JSON.stringify(path)} ${why}` };
}

/** Inputs that are no settings: a path may name them all the same. */
const others = Object.keys({ ...identityShape, ...choiceShape });

function settingsAt(path: string): readonly SettingName[] | undefined {
  const [name, ...rest] = pathElements(path) ?? [];
  if (name === undefined || rest.length > 0) return undefined;
  if (name === "*") return settingNames;
  const found = settingNames.filter((one) => one === name);
  return found.length > 0 || others.some((one) => one === name) ? found : undefined;
}

/** One element of a path: what is in brackets with its quotes, or without, or a name. */
const element = /^\.?(?:\["((?:\\"|[^"])*)"\]|\[(?:(\d+)|(\*))\]|([^.[]+))/;

/**
 * The names and positions that a property path leads through, such as `integrations["a.b"].shopName`; `undefined` where
 * the engine cannot read it.
 */
export function pathElements(path: string): (string | number)[] | undefined {
  if (path === "" || path.startsWith(".")) return undefined;
  const elements: (string | number)[] = [];
  for (let rest = path; rest !== "";) {
    const found = element.exec(rest);
    if (found === null) return undefined;
    const [whole, quoted, position, star, name = ""] = found;
    elements.push(
      position === undefined ? (quoted?.replaceAll('\\"', '"') ?? star ?? name) : Number(position),
    );
    rest = rest.slice(whole.length);
  }
  return elements;
}
