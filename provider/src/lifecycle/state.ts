/** What is known of an integration: what is declared, and what is remembered from one run to the next. Pure. */
import type { SendcloudError } from "../errors";
import { equivalent, type SettingValues } from "../settings/diff";
import { type DeclaredSettings, isFreeText, isUrlSetting, settingNames } from "../settings/schema";
import type { Choices, Identity, SettingName } from "../settings/types";

/** Which integration a resource manages, and what is chosen for it. */
export interface Managed extends Identity {
  account?: Choices["account"] | undefined;
  onDestroy?: Choices["onDestroy"] | undefined;
}

/** What a program declares of one integration, checked. */
export interface Declared extends Managed {
  /** The name of the resource that declares it. */
  resource?: string | undefined;
  settings: DeclaredSettings;
  /** The settings that `ignoreChanges` names: an update does not compare or send them. */
  ignored: readonly SettingName[];
  /** The inputs that the program holds secret. */
  secrets: readonly string[];
}

/** Facts of the integration that no program declares, as far as they are known. */
export interface Facts {
  type?: string | undefined;
  createdAt?: string | undefined;
}

/** What is remembered of an adoption, so that it can be undone. */
export interface Adoption {
  /** What each managed setting was when it was first managed. */
  before: SettingValues;
  /** What was last sent for each managed setting, or found to be so already. */
  applied: SettingValues;
  /** The settings whose last write has no known result. */
  unsure: readonly SettingName[];
  /** Of these settings, what was applied until then, unless that is what it was before. */
  earlier: SettingValues;
  /** The outputs that are recorded as secrets. */
  secrets: readonly string[];
  /** The user id of the account that owns the integration, where Sendcloud told it. */
  owner?: string | undefined;
  /** The name of the resource, which Pulumi does not tell a dynamic provider that reads or deletes it. */
  resource?: string | undefined;
}

/** What is remembered of one integration from one run to the next. */
export interface State extends Managed {
  /** What Sendcloud has of the managed settings, as far as it is known. */
  settings: SettingValues;
  adoption: Adoption;
  facts: Facts;
  /** Whether the integration is only looked up, not managed. */
  lookUp?: boolean;
}

/** What an operation leaves. */
export interface Result {
  /** What to record. Without it nothing is recorded any more where there is no problem, and nothing changes where there is one. */
  state?: State | undefined;
  problem?: SendcloudError | undefined;
  /** Messages for the operator, with or without a problem. */
  messages: string[];
}

/** An adoption that remembers nothing. */
export const nothingAdopted: Adoption = {
  before: {},
  applied: {},
  unsure: [],
  earlier: {},
  secrets: [],
};

/** The settings that are managed, whether or not their value is known. */
export function managedNames({ adoption }: Pick<State, "adoption">): SettingName[] {
  return settingNames.filter((name) => name in adoption.applied);
}

/**
 * The value of ours that a live value is, as we spell it; `undefined` if somebody else changed it. Where the last write has
 * no known result, the value before it is ours too.
 */
export function ownValue(
  { adoption }: Pick<State, "adoption">,
  name: SettingName,
  live: unknown,
): { value: unknown } | undefined {
  const { applied, before, earlier, unsure } = adoption;
  const until = unsure.includes(name) ? [earlier[name] ?? before[name]] : [];
  const own = [...(name in applied ? [applied[name]] : []), ...until];
  const found = own.findIndex((value) => equivalent(name, live, value));
  return found === -1 ? undefined : { value: own[found] };
}

/** How a setting that is not set is recorded: as the empty text that a program can declare, where it is a text. */
export function recordedValue(name: SettingName, live: unknown): unknown {
  if (live !== undefined && live !== null) return live;
  return isFreeText(name) || isUrlSetting(name) ? "" : null;
}

/** Shorter values would hide parts of ordinary words. In characters. */
const shortestHidden = 3;

/** The texts among the values of secret settings: no error repeats them. */
export function secretTexts(
  secrets: readonly string[],
  ...all: readonly SettingValues[]
): string[] {
  const values = all.flatMap((settings) =>
    settingNames.filter((name) => secrets.includes(name)).flatMap((name) => settings[name]),
  );
  return values
    .filter((value) => typeof value === "string")
    .filter(({ length }) => length >= shortestHidden);
}
