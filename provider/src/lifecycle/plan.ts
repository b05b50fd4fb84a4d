/** What a run would do: compares what is declared, some of it unknown at preview, with what is recorded. Pure. */
import { equal, type SettingValues } from "../settings/diff";
import { settingNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import { type Managed, managedNames, type State } from "./state";

/** What is declared of an integration; at preview a value may be unknown. */
export type Wanted = { [Name in keyof Managed]: unknown } & {
  settings: SettingValues;
  ignored: readonly SettingName[];
  /** Whether a program declares it now. A refresh compares what was recorded: drift that it has recorded is none. */
  isDeclared: boolean;
  secrets: readonly string[];
};

/** What a run would do. */
export interface Plan {
  /** Whether there is anything to do. */
  changes: boolean;
  /** The properties that make it another integration. */
  replaces: ("integrationId" | "account")[];
  /** What the run would be for. If nothing differs that is shown, a value became a secret. */
  differences: { property: string; kind: "add" | "delete" | "update" }[];
  /** The settings that are no longer declared. */
  removed: SettingName[];
}

/**
 * Compares what is declared with what is recorded. A setting whose last write has no known result counts as changed. So
 * does drift that the program now declares, and a value that became a secret: nothing is sent, but the state is.
 */
export function plan(state: State, wanted: Wanted): Plan {
  const { applied, unsure, secrets } = state.adoption;
  const isCompared = (name: SettingName): boolean =>
    !wanted.ignored.includes(name) || unsure.includes(name);
  const isChanged = (name: SettingName): boolean =>
    unsure.includes(name) ||
    !equal(state.settings[name], wanted.settings[name]) ||
    (wanted.isDeclared && !equal(applied[name], wanted.settings[name]));
  const replaces = (["integrationId", "account"] as const).filter(
    (name) => state[name] !== wanted[name],
  );
  const chosen = state.onDestroy === wanted.onDestroy ? [] : (["onDestroy"] as const);
  const changed = settingNames.filter((name) => isCompared(name) && isChanged(name));
  const differences = [
    ...[...replaces, ...chosen].map((name) => difference(name, state[name], wanted[name])),
    ...changed.map((name) => difference(name, state.settings[name], wanted.settings[name])),
  ];
  const gone = (name: SettingName): boolean =>
    isCompared(name) && wanted.settings[name] === undefined;
  const removed = replaces.length > 0 ? [] : managedNames(state).filter(gone);
  const becameSecret = wanted.secrets.some((name) => !secrets.includes(name));
  return { changes: differences.length > 0 || becameSecret, replaces, differences, removed };
}

function difference(property: string, recorded: unknown, wanted: unknown) {
  const kind = recorded === undefined ? "add" : wanted === undefined ? "delete" : "update";
  return { property, kind } as const;
}
