/** What a write leaves in the state: never more than what Sendcloud is known to have. Pure. */
import { equivalent, namesOf, pick, type SettingValues } from "../settings/diff";
import type { DeclaredSettings } from "../settings/schema";
import type { SettingName } from "../settings/types";
import { isEmpty } from "../values";
import type { Written } from "./read-back";
import { type Adoption, appliedValues, type State } from "./state";

/** A write, and what was recorded before it. */
interface Recording {
  declared: DeclaredSettings;
  sent: DeclaredSettings;
  state: Pick<State, "settings" | "adoption">;
  /** What each setting that stays managed was when it was first managed. */
  before: SettingValues;
}

/** What to record after a write: never more than what Sendcloud is known to have. */
export function afterWrite(
  { declared, sent, state, before }: Recording,
  { live, unconfirmed, kept = {} }: Written,
): Pick<State, "settings" | "adoption"> {
  const unsure: Adoption["unsure"] = {};
  for (const name of unconfirmed) unsure[name] = [...appliedValues(state, name), sent[name]];
  const stillKept = namesOf(declared).filter((name) => sent[name] === undefined);
  const adoption = {
    before: { ...pick(state.adoption.before, unconfirmed), ...before },
    applied: {},
    unsure,
    kept: { ...pick(state.adoption.kept, stillKept), ...kept },
    ...(state.adoption.owner !== undefined && { owner: state.adoption.owner }),
  };
  const isTold = (name: SettingName): boolean =>
    live !== undefined && (live[name] !== undefined || isEmpty(declared[name]));
  const known = namesOf(declared).filter((name) => isTold(name) || !unconfirmed.includes(name));
  if (live === undefined) return { settings: pick(declared, known), adoption };
  const drifted = known.filter(
    (name) =>
      isTold(name) &&
      adoption.kept[name] === undefined &&
      !equivalent(name, live[name], declared[name]),
  );
  const applied = pick(
    declared,
    drifted.filter((name) => !unconfirmed.includes(name)),
  );
  return {
    settings: { ...pick(declared, known), ...pick(live, drifted) },
    adoption: { ...adoption, applied },
  };
}

/** What came back to settings though what is to be sent was sent before: a refresh or a read after the write found it. */
export function returnedValues(
  sent: DeclaredSettings,
  { settings, adoption }: Pick<State, "settings" | "adoption">,
): SettingValues {
  const names = namesOf(sent).filter((name) => {
    const before = [
      ...(name in adoption.applied ? [adoption.applied[name]] : []),
      ...(adoption.unsure[name] ?? []),
    ];
    return (
      settings[name] !== undefined && before.some((value) => equivalent(name, value, sent[name]))
    );
  });
  return pick(settings, names);
}
