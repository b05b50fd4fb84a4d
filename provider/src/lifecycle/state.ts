/** What is known of an integration: what is declared, and what is remembered from one run to the next. Pure. */
import type { SendcloudError, UnconfirmedError } from "../errors";
import { equal, equivalent, namesOf, pick, type SettingValues } from "../settings/diff";
import { type DeclaredSettings, isFreeText, isUrlSetting, settingNames } from "../settings/schema";
import type { Choices, Identity, LiveSettings, SettingName } from "../settings/types";

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
  isLookUp?: boolean;
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
 * The applied value that a live value is, as we spell it; `undefined` if somebody else changed it. Where the last write has
 * no known result, the value until then counts too.
 */
export function appliedValue(
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

/** What is known after a write. */
export interface Written {
  /** What Sendcloud has, where that was read back. */
  live?: LiveSettings;
  problem?: UnconfirmedError;
  /** The settings that Sendcloud does not have as they were sent, or may not have. */
  unconfirmed: readonly SettingName[];
}

/** What is known of an integration before a write. */
export type Known = Pick<State, "settings" | "adoption" | "facts">;

/** What is known before the first adoption. */
export const nothingKnown: Known = { settings: {}, adoption: nothingAdopted, facts: {} };

/**
 * The settings and their memory after a write. The ignored ones stay as recorded; the removed ones return to what they
 * were, and stay managed where that is not sure. Sendcloud held `current` until the write.
 */
export function stateAfter(
  known: Known,
  purpose: Record<"wanted" | "before" | "current", SettingValues> &
    Record<"ignored" | "removed", readonly SettingName[]>,
  { live, unconfirmed }: Written,
): Pick<State, "settings" | "adoption"> {
  const { wanted, ignored, removed, before, current } = purpose;
  const { adoption } = known;
  const open = removed.filter((name) => unconfirmed.includes(name));
  const settings: SettingValues = pick(known.settings, ignored);
  const applied: SettingValues = pick(adoption.applied, [...ignored, ...open]);
  const unsure: SettingName[] = [];
  const earlier: SettingValues = {};
  for (const name of [...namesOf(wanted), ...open]) {
    const isSeen =
      live !== undefined && (live[name] !== undefined || equal(wanted[name] ?? null, null));
    const own = appliedValue(known, name, current[name]);
    const sent = wanted[name] ?? own?.value ?? adoption.applied[name];
    if (!unconfirmed.includes(name)) {
      const isDrift = isSeen && !equivalent(name, live[name], wanted[name]);
      settings[name] = isDrift ? recordedValue(name, live[name]) : wanted[name];
      applied[name] = sent;
    } else if (isSeen) {
      settings[name] = recordedValue(name, live[name]);
      applied[name] = appliedValue(known, name, live[name])?.value ?? sent;
    } else {
      unsure.push(name);
      applied[name] = sent;
      // The value until then may still be there. What was there before the adoption is remembered anyway.
      const isOwn = name in adoption.applied && own !== undefined;
      if (isOwn && wanted[name] !== undefined && !equal(current[name], before[name]))
        earlier[name] = current[name];
    }
  }
  const remembered = { ...pick(adoption.before, open), ...before };
  return { settings, adoption: { ...adoption, before: remembered, applied, unsure, earlier } };
}

/** What a resource before this one remembers of settings that still are as it applied them. */
export function inheritedFrom(predecessor: State, live: SettingValues): Known {
  const own = namesOf(live).filter(
    (name) => appliedValue(predecessor, name, live[name]) !== undefined,
  );
  const applied: SettingValues = {};
  for (const name of own) applied[name] = asApplied(predecessor, name, live[name]);
  const before = pick(predecessor.adoption.before, own);
  return {
    settings: pick(live, own),
    adoption: { ...predecessor.adoption, before, applied, unsure: [], earlier: {} },
    facts: predecessor.facts,
  };
}

/** The state without what it says of other settings. */
export function remembering(state: State, names: readonly SettingName[]): State {
  const { before, applied, unsure, earlier } = state.adoption;
  return {
    ...state,
    settings: pick(state.settings, names),
    adoption: {
      ...state.adoption,
      before: pick(before, names),
      applied: pick(applied, names),
      unsure: unsure.filter((name) => names.includes(name)),
      earlier: pick(earlier, names),
    },
  };
}

/** A live value, spelled as it was applied where it is that. */
export function asApplied(known: Known, name: keyof SettingValues, live: unknown): unknown {
  const own = appliedValue(known, name, live);
  return own === undefined ? recordedValue(name, live) : own.value;
}

/** The outputs to keep secret: what the program holds secret, and what it held so of values that are not as declared yet. */
export function secretsToRecord(
  { secrets, settings }: Pick<Declared, "secrets" | "settings">,
  recorded: Pick<State, "settings" | "adoption">,
  earlier: readonly string[],
): string[] {
  const isUnsure = (name: SettingName): boolean => recorded.adoption.unsure.includes(name);
  const isOther = (name: SettingName): boolean =>
    name in recorded.settings && !equal(settings[name], recorded.settings[name]);
  const still = settingNames.filter(
    (name) => earlier.includes(name) && (isUnsure(name) || isOther(name)),
  );
  return [...new Set([...secrets, ...still])];
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
