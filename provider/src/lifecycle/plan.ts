/** What a run would do: compares what is declared, some of it unknown at preview, with what is recorded. Pure. */
import { edited, namesOf, type SettingValues } from "../settings/diff";
import { ignoredIn } from "../settings/ignored";
import { secretsIn } from "../settings/secrets";
import type { SettingName } from "../settings/types";
import type { Properties } from "../values";
import { leftAlone } from "./ignored";
import { releasedMember, releasedSettings } from "./messages";
import { type Managed, managedNames, type State, unsureNames } from "./state";

/** What is declared of an integration; at preview a value may be unknown. */
type Wanted = { [Name in keyof Managed]: unknown } & {
  settings: SettingValues;
  ignored?: readonly SettingName[];
  secrets?: readonly string[];
};

/** What a run would do. */
export interface Plan {
  /** Whether there is anything to do. */
  changes: boolean;
  /** The properties that make it another integration. */
  replaces: ("integrationId" | "account")[];
  /** Messages to print at preview. */
  messages: string[];
}

/**
 * Compares what is declared with what is recorded. A setting whose last write was not confirmed counts as edited; so does
 * drift that the program now declares: nothing is sent for it, but the state then records it as applied. And so does a
 * value that has become a secret, which the state may hold in plain text.
 */
export function plan(state: State, wanted: Wanted): Plan {
  const ignored = leftAlone(wanted, state);
  const isCompared = (name: SettingName): boolean => !ignored.includes(name);
  const replaces = (["integrationId", "account"] as const).filter((name) => state[name] !== wanted[name]);
  const changes =
    replaces.length > 0 ||
    state.onDestroy !== wanted.onDestroy ||
    unsureNames(state.adoption).length > 0 ||
    wanted.secrets?.some((name) => !state.adoption.secrets?.includes(name)) === true ||
    state.adoption.missing === true ||
    namesOf(state.adoption.applied).some(isCompared) ||
    edited(state.settings, wanted.settings).some(isCompared);
  const released = replaces.length > 0 ? [] : managedNames(state).filter((name) => isCompared(name) && wanted.settings[name] === undefined);
  return { changes, replaces, messages: released.length > 0 ? [releasedSettings(state, released)] : [] };
}

/** What is declared of a set. */
interface WantedSet {
  account: unknown;
  onDestroy: unknown;
  members: ReadonlyMap<string, Properties>;
  /** Whether the preview does not know yet who all the members are. */
  incomplete: boolean;
}

/** What is recorded of a set. */
interface RecordedSet {
  account: unknown;
  onDestroy: unknown;
  members: ReadonlyMap<string, State>;
}

/** Compares member by member. Another account replaces the set; another integration of a member does not. */
export function planSet(
  recorded: RecordedSet,
  { members, incomplete, account, onDestroy }: WantedSet,
  isDeclared: (state: State) => boolean,
): Plan {
  const moves = recorded.account !== account;
  const plans = [...members].map(([name, member]) => {
    const state = recorded.members.get(name);
    return state === undefined ? undefined : plan(state, wantedIn(member));
  });
  const gone = [...recorded.members].filter(([name]) => !members.has(name) && !incomplete);
  const changes = moves || incomplete || recorded.onDestroy !== onDestroy || gone.length > 0 || plans.some((one) => one?.changes ?? true);
  const released = gone.filter(([, state]) => !isDeclared(state)).map(([name, state]) => releasedMember(name, state));
  return { changes, replaces: moves ? ["account"] : [], messages: [...plans.flatMap((one) => one?.messages ?? []), ...released] };
}

/** What a resource's inputs declare, checked or not. */
export function wantedIn(inputs: Properties): Wanted {
  const { integrationId, account, onDestroy } = inputs;
  return { integrationId, account, onDestroy, settings: inputs, ignored: ignoredIn(inputs), secrets: secretsIn(inputs) };
}
