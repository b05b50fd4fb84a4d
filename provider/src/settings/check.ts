/** Which rules a declaration breaks: all of them at once, each on its property, without asking the API. Pure. */
import { isDeepStrictEqual } from "node:util";
import { broken, declaration, type Failure } from "./broken";
import { canonical } from "./diff";
import { isEmpty, type Properties } from "../values";
import { couplings, settingNames } from "./schema";
import type { SettingName } from "./types";

export type { Failure };

/** What is declared for one integration, before any rule is checked. */
export interface Declaration {
  declared: Readonly<Record<string, unknown>>;
  /** Whether a value is not known yet at preview. A rule that needs such a value is checked once it is known. */
  isUnknown: (value: unknown) => boolean;
  /** The settings that `ignoreChanges` names: of what is recorded, the engine has put that in place of what is declared. */
  ignored?: readonly SettingName[];
  /** The inputs that are recorded, if any are. A broken rule cannot come from there, unless a refresh found what somebody set in the panel. */
  recorded?: Properties | undefined;
  /**
   * Whether the engine tells later what is ignored: until then, no rule is broken by a value that is recorded. Without it, only
   * the program's own options say what is ignored.
   */
  judgedLater?: boolean | undefined;
  /** The inputs that the program holds secret, as far as that is known: no message shows their values. */
  secrets?: readonly string[] | undefined;
}

const takenOut = ". Of what is not in the state yet, Pulumi takes out what ignoreChanges names";

/** The provider cannot see options that a transform adds. */
const fromThePanel =
  ". A refresh found this in the panel: where a transform adds ignoreChanges, write it among the resource's own options, since Pulumi tells a dynamic provider nothing of it";

/** Checks every rule; returns the inputs in canonical form (carriers sorted, without duplicates) and what is wrong. */
export function check({
  declared,
  isUnknown,
  ignored = [],
  recorded,
  judgedLater,
  secrets = [],
}: Declaration): {
  inputs: Record<string, unknown>;
  failures: Failure[];
} {
  const hasUnknown = (value: unknown): boolean =>
    isUnknown(value) || (Array.isArray(value) && value.some(isUnknown));
  const entries = Object.entries(declared)
    .filter(
      ([name, value]) => value !== undefined && !(name === "integrationId" && isNoNumber(value)),
    )
    .map(([name, value]): [string, unknown] => [name, clearsWebhook(name, value) ? null : value]);
  const parsed = declaration.safeParse(knownOf(entries, isUnknown));
  const isIgnored = (name: unknown): boolean =>
    recorded !== undefined && ignored.some((one) => one === name);
  const isRecorded = (name: string): boolean =>
    declared[name] !== undefined && isDeepStrictEqual(recorded?.[name], declared[name]);
  const mayBeIgnored = (name: string): boolean => judgedLater === true && isRecorded(name);
  const issues = parsed.success
    ? []
    : parsed.error.issues.filter(
        ({ path }) => !isIgnored(path[0]) && !mayBeIgnored(String(path[0])),
      );
  const hint = (...names: string[]): string =>
    judgedLater === undefined && names.every(isRecorded) ? fromThePanel : "";
  const failures = issues.flatMap((issue) =>
    broken(issue, declared, secrets).map((one) => ({
      ...one,
      reason: one.reason + hint(String(issue.path[0])),
    })),
  );

  for (const { flag, needs, reason } of couplings) {
    if ([flag, needs].some((name) => isIgnored(name) || mayBeIgnored(name))) continue;
    if (declared[flag] !== true || !isEmpty(declared[needs])) continue;
    const told = reason + hint(flag, needs);
    failures.push(
      secrets.includes(flag)
        ? { property: "", reason: `${flag} ${told}` }
        : { property: flag, reason: told },
    );
  }
  if (isNoNumber(declared.integrationId)) {
    failures.push({
      property: "",
      reason:
        "integrationId is required: the number of the integration, as GET /integrations lists it",
    });
  }
  if (!settingNames.some((name) => declared[name] !== undefined)) {
    failures.push({
      property: "",
      reason: `no setting is declared: declare at least one of ${settingNames.join(", ")}${ignored.length > 0 ? takenOut : ""}`,
    });
  }

  const inputs = entries.map(([name, value]): [string, unknown] => [
    name,
    hasUnknown(value) ? value : canonical(value),
  ]);
  return { inputs: Object.fromEntries(inputs), failures: unique(failures) };
}

/** The properties that are known, their lists without the elements that are not. */
export function knownOf(
  entries: readonly (readonly [string, unknown])[],
  isUnknown: Declaration["isUnknown"],
): Record<string, unknown> {
  const known = entries.filter(([, value]) => !isUnknown(value));
  return Object.fromEntries(
    known.map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((one) => !isUnknown(one)) : value,
    ]),
  );
}

/** Whether the integration's number is missing: a program that finds none where it looks may send `null` or `NaN`. */
function isNoNumber(integrationId: unknown): boolean {
  return integrationId === undefined || integrationId === null || Number.isNaN(integrationId);
}

/** Some languages have no `null`, and Sendcloud itself writes `""` where there is no webhook. */
function clearsWebhook(name: string, value: unknown): boolean {
  return name === "webhookUrl" && value === "";
}

function unique(failures: readonly Failure[]): Failure[] {
  return failures.filter(
    ({ property, reason }, index) =>
      failures.findIndex((other) => other.property === property && other.reason === reason) ===
      index,
  );
}
