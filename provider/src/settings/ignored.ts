/** Which settings the option `ignoreChanges` names, of one integration or of a set's members, and which of its paths name nothing. Pure. */
import type { Properties } from "../values";
import { ignoredInput } from "./hidden";
import { pathElements } from "./property-path";
import { choiceShape, settingNames } from "./schema";
import type { SettingName } from "./types";

/** What paths name. */
export interface Ignored<Of> {
  ignored: Of;
  /** Doubts about the paths that name nothing. */
  doubts: string[];
}

/** The settings of one integration that the paths name. */
export function ignoredSettings(paths: readonly string[]): Ignored<SettingName[]> {
  const named = paths.map((path) => ({ path, settings: settingsAt(pathElements(path) ?? []) }));
  const names = new Set(named.flatMap(({ settings }) => settings ?? []));
  const doubts = named
    .filter(({ settings }) => settings === undefined)
    .map(({ path }) => idle(path, "input", "name an input, such as shopName"));
  return { ignored: settingNames.filter((name) => names.has(name)), doubts };
}

/** The settings that checked inputs say are ignored. */
export function ignoredIn(inputs: Properties): SettingName[] {
  const names = inputs[ignoredInput];
  return Array.isArray(names) ? settingNames.filter((name) => names.includes(name)) : [];
}

/** The hidden input of one integration, or of each member by name; none where nothing is ignored. It is stored: the engine compares and updates with what was checked. */
export function ignoring(ignored: readonly SettingName[]): Properties {
  return ignored.length === 0 ? {} : { [ignoredInput]: ignored };
}

type Elements = readonly (string | number)[];

const choices = Object.keys(choiceShape);

function idle(path: string, kind: string, advice: string): string {
  return path.includes("servicePointCarriers")
    ? `ignoreChanges: ${JSON.stringify(path)} names a position, but carriers are a set without positions: name servicePointCarriers as a whole`
    : `ignoreChanges: ${JSON.stringify(path)} names no ${kind}, and has no effect: ${advice}`;
}

/** What a path names of one integration: a choice, or its number, is no setting, but something all the same. */
function settingsAt(elements: Elements): readonly SettingName[] | undefined {
  const [name, ...rest] = elements;
  if (name === undefined || rest.length > 0) return undefined;
  if (name === "*") return settingNames;
  const found = settingNames.filter((one) => one === name);
  return found.length > 0 || ["integrationId", ...choices].some((one) => one === name)
    ? found
    : undefined;
}
