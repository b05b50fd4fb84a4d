/** Which settings the option `ignoreChanges` names, of one integration or of a set's members, and which of its paths name nothing. Pure. */
import type { Properties } from "../values";
import { ignoredInput } from "./members";
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

/** The settings of a set's members, by name, that the paths name. */
export function ignoredMembers(paths: readonly string[], members: readonly string[]): Ignored<Map<string, SettingName[]>> {
  const ignored = new Map<string, SettingName[]>();
  const doubts: string[] = [];
  for (const path of paths) {
    const found = membersAt(pathElements(path) ?? [], members);
    if (found === undefined) doubts.push(idle(path, "member or setting", how));
    for (const [member, settings] of found ?? []) ignored.set(member, [...(ignored.get(member) ?? []), ...settings]);
  }
  return { ignored: new Map([...ignored].filter(([, settings]) => settings.length > 0)), doubts };
}

/** The settings that checked inputs say are ignored. */
export function ignoredIn(inputs: Properties): SettingName[] {
  const names = inputs[ignoredInput];
  return Array.isArray(names) ? settingNames.filter((name) => names.includes(name)) : [];
}

/** The hidden input of one integration, or of each member by name; none where nothing is ignored. It is stored: the engine compares and updates with what was checked. */
export function ignoring(ignored: readonly SettingName[] | Readonly<Record<string, readonly SettingName[]>>): Properties {
  return Object.keys(ignored).length === 0 ? {} : { [ignoredInput]: ignored };
}

type Elements = readonly (string | number)[];

const choices = Object.keys(choiceShape);

const how = 'write integrations.flowers.shopName, or integrations["flowers.nl"].shopName where the member\'s name has dots';

function idle(path: string, kind: string, advice: string): string {
  return path.includes("servicePointCarriers")
    ? `ignoreChanges: ${JSON.stringify(path)} names a position, but carriers are a set without positions: name servicePointCarriers as a whole`
    : `ignoreChanges: ${JSON.stringify(path)} names no ${kind}, and has no effect: ${advice}`;
}

/** What a path names of one integration: a choice, or its number, is no setting, but something all the same. */
function settingsAt(elements: Elements, others: readonly string[] = ["integrationId", ...choices]): readonly SettingName[] | undefined {
  const [name, ...rest] = elements;
  if (name === undefined || rest.length > 0) return undefined;
  if (name === "*") return settingNames;
  const found = settingNames.filter((one) => one === name);
  return found.length > 0 || others.some((one) => one === name) ? found : undefined;
}

function membersAt(elements: Elements, members: readonly string[]): (readonly [string, readonly SettingName[]])[] | undefined {
  const [root, member, ...rest] = elements;
  if (member === undefined && choices.some((one) => one === root)) return [];
  if (root !== "integrations" && !(root === "*" && member === undefined)) return undefined;
  const every = member === undefined || member === "*";
  const named = every ? members : members.filter((one) => one === member);
  const settings = rest.length === 0 ? settingNames : settingsAt(rest, ["integrationId"]);
  return settings === undefined || !(every || named.length > 0) ? undefined : named.map((name) => [name, settings]);
}
