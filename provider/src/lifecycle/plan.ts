/** What a run would do: compares what is declared, some of it unknown at preview, with what is recorded. Pure. */
import { edited, namesOf, type SettingValues } from "../settings/diff";
import { settingNames } from "../settings/schema";
import { ignoredIn } from "../settings/secrets";
import { secretsIn } from "../settings/secrets";
import type { SettingName } from "../settings/types";
import type { Properties } from "../values";
import { leftAlone } from "./ignored";
import { releasedSettings } from "./messages";
import { type Managed, managedNames, type State, unsureNames } from "./state";

/** What is declared of an integration; at preview a value may be unknown. */
export type Wanted = { [Name in keyof Managed]: unknown } & {
  settings: SettingValues;
  ignored?: readonly SettingName[];
  secrets?: readonly string[] | undefined;
};

/** A property that is recorded as one thing and declared as another. */
export interface Difference {
  property: string;
  kind: "add" | "delete" | "update";
}

/** What a run would do. */
export interface Plan {
  /** Whether there is anything to do. */
  changes: boolean;
  /** The properties that make it another integration. */
  replaces: ("integrationId" | "account")[];
  /** What the run would be for. Empty where there is nothing to do, or only to look for an integration that was not found. */
  differences: Difference[];
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
  const replaces = (["integrationId", "account"] as const).filter(
    (name) => state[name] !== wanted[name],
  );
  const open = [
    ...namesOf(state.adoption.applied),
    ...edited(state.settings, wanted.settings),
  ].filter(isCompared);
  const differing = [...unsureNames(state.adoption), ...open];
  const differences = [
    ...replaces.map((name) => difference(name, state[name], wanted[name])),
    ...(state.onDestroy === wanted.onDestroy
      ? []
      : [difference("onDestroy", state.onDestroy, wanted.onDestroy)]),
    ...settingNames
      .filter((name) => differing.includes(name))
      .map((name) => difference(name, state.settings[name], wanted.settings[name])),
  ];
  const released =
    replaces.length > 0
      ? []
      : managedNames(state).filter(
          (name) => isCompared(name) && wanted.settings[name] === undefined,
        );
  const messages = released.length > 0 ? [releasedSettings(state, released)] : [];
  const { secrets } = state.adoption;
  // Where an earlier version did not record what is secret, it may be so already: that is no change.
  const becameSecret =
    secrets !== undefined && wanted.secrets?.some((name) => !secrets.includes(name)) === true;
  const changes = differences.length > 0 || becameSecret || state.adoption.missing === true;
  return { changes, replaces, differences, messages };
}

function difference(property: string, recorded: unknown, wanted: unknown): Difference {
  return {
    property,
    kind: recorded === undefined ? "add" : wanted === undefined ? "delete" : "update",
  };
}

/** What a resource's inputs declare, checked or not. */
export function wantedIn(inputs: Properties): Wanted {
  const { integrationId, account, onDestroy } = inputs;
  return {
    integrationId,
    account,
    onDestroy,
    settings: inputs,
    ignored: ignoredIn(inputs),
    secrets: secretsIn(inputs),
  };
}
