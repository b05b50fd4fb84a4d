/** Which rules a declaration breaks, all of them at once, without asking the API; and what can be declared of a shop. Pure. */
import { distance } from "fastest-levenshtein";
import type * as z from "../zod-parts";
import { described } from "../format";
import { parsedUrl } from "../url";
import { isEmpty, type Properties } from "../values";
import { canonical } from "./diff";
import {
  choiceShape,
  couplings,
  declaredSettings,
  identityShape,
  isUrlSetting,
  settingNames,
  settingShape,
} from "./schema";
import type { LiveSettings, SettingName } from "./types";

export interface Failure {
  /** Empty where the engine must not print the property's value; the reason then names it. */
  property: string;
  reason: string;
  /** The settings that the rule is about. */
  settings: readonly SettingName[];
}

/** What is declared of one integration. `null` and `undefined` are not declared. */
export interface Declaration {
  declared: Properties;
  /** Whether a value is not known yet at preview. A rule that needs such a value is checked once it is known. */
  isUnknown: (value: unknown) => boolean;
  /** The settings that `ignoreChanges` names: no rule about them is checked. */
  ignored?: readonly SettingName[] | undefined;
  /** The inputs that the program holds secret: no message shows their values. */
  secrets?: readonly string[] | undefined;
}

const declaration = declaredSettings.extend(identityShape).extend(choiceShape).partial();

/** Checks every rule. The inputs are in canonical form: what is declared, carriers sorted and without duplicates. */
export function check({ declared, isUnknown, ignored = [], secrets = [] }: Declaration): {
  inputs: Record<string, unknown>;
  failures: Failure[];
} {
  const inputs: [string, unknown][] = Object.entries(declared)
    .filter(([, value]) => isDeclared(value))
    .map(([name, value]) => [name, elements(value).some(isUnknown) ? value : canonical(value)]);
  const issues = declaration.safeParse(knownOf(declared, isUnknown)).error?.issues ?? [];
  const failures = [
    ...issues.flatMap((issue) => ofIssue(issue, declared, secrets)),
    ...ofCouplings(declared, secrets),
    ...ofAbsence(declared, ignored),
  ].filter(({ settings }) => !settings.some((name) => ignored.includes(name)));
  // Two elements of one list may break one rule.
  const unique = new Map(failures.map((one) => [JSON.stringify([one.property, one.reason]), one]));
  return { inputs: Object.fromEntries(inputs), failures: [...unique.values()] };
}

const isDeclared = (value: unknown): boolean => value !== undefined && value !== null;

const elements = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The declared values that are known, lists without the elements that are not. */
export function knownOf(declared: Properties, isUnknown: Declaration["isUnknown"]): Properties {
  const isKnown = (value: unknown): boolean => !isUnknown(value);
  const known = Object.entries(declared)
    .filter(([, value]) => isDeclared(value) && isKnown(value))
    .map(([name, value]) => [name, Array.isArray(value) ? value.filter(isKnown) : value] as const);
  return Object.fromEntries(known);
}

function ofIssue(
  issue: z.core.$ZodIssue,
  declared: Properties,
  secrets: readonly string[],
): Failure[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map(unknownProperty);
  const name = String(issue.path[0]);
  const value = declared[name];
  const settings = settingNames.filter((one) => one === name);
  if (secrets.includes(name))
    return [withoutProperty(`${name} ${withoutValues(issue.message, value)}`, settings)];
  // Engines before 3.274 print the value of a failing property; a URL may hold a token.
  return isUrlSetting(name) || JSON.stringify(value).includes("://")
    ? [withoutProperty(`${name} ${issue.message}`, settings)]
    : [{ property: name, reason: issue.message, settings }];
}

function ofCouplings(declared: Properties, secrets: readonly string[]): Failure[] {
  return couplings
    .filter(({ flag, needs }) => declared[flag] === true && isEmpty(declared[needs]))
    .map(({ flag, needs, reason: why }) => {
      const lack = isDeclared(declared[needs]) ? `${needs} is empty` : `no ${needs} is declared`;
      const reason = `is true, but ${lack}: ${why}`;
      return secrets.includes(flag)
        ? withoutProperty(`${flag} ${reason}`, [flag, needs])
        : { property: flag, reason, settings: [flag, needs] };
    });
}

function ofAbsence(declared: Properties, ignored: readonly SettingName[]): Failure[] {
  const reasons: string[] = [];
  if (!isDeclared(declared.integrationId))
    reasons.push(
      "integrationId is required: the number of the integration, as GET /integrations lists it",
    );
  if (!settingNames.some((name) => isDeclared(declared[name]))) {
    const all = `no setting is declared: declare at least one of ${settingNames.join(", ")}`;
    const removed = "Pulumi removes what ignoreChanges names as long as the state does not have it";
    reasons.push(ignored.length > 0 ? `${all}. ${removed}` : all);
  }
  return reasons.map((reason) => withoutProperty(reason));
}

function withoutProperty(reason: string, settings: readonly SettingName[] = []): Failure {
  return { property: "", reason, settings };
}

/** The message with the kinds of numbers and flags in place of their values. */
function withoutValues(message: string, value: unknown): string {
  return elements(value)
    .filter((one) => typeof one === "number" || typeof one === "boolean")
    .reduce<string>((rest, one) => rest.replaceAll(described(one), `a ${typeof one}`), message);
}

function unknownProperty(key: string): Failure {
  const names = Object.keys(declaration.shape);
  const plain = (name: string): string => name.replaceAll("_", "").toLowerCase();
  const near = names.find((name) => distance(plain(name), plain(key)) <= 2);
  const hint = near ? `did you mean ${near}?` : `its properties are ${names.join(", ")}`;
  return withoutProperty(`${key} is not a property of this resource: ${hint}`);
}

/** What can be declared of an integration as it is, so that adopting it changes nothing; and why the rest cannot. */
export function declarable(live: LiveSettings) {
  const settings = new Map<SettingName, unknown>();
  const left = new Map<SettingName, string>();
  for (const name of settingNames) {
    if (live[name] === null) left.set(name, "it is not set");
    else if (settingShape[name].safeParse(live[name]).success)
      settings.set(name, canonical(live[name]));
    else left.set(name, "its value is not one that can be declared");
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
  return url !== undefined && url.href === `${url.protocol}//${url.host}/`;
}
