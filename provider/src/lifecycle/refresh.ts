/** The refresh of one integration: what it is now, and what of that somebody else changed. */
import { isSilenced } from "../config/key-names";
import { pick } from "../settings/diff";
import { settingNames } from "../settings/schema";
import type { Integration } from "../settings/types";
import { absent, noIntegration } from "./absence";
import { factsOf, told } from "./live";
import { failing } from "./messages";
import { attempt } from "./operation";
import type { Run } from "./run";
import { appliedValues, managedNames, matchingApplied, type Result, type State } from "./state";
import type { Target } from "./target";

/**
 * Reads the integration as it is now, cut down to the managed settings, or every setting where none is managed. A value
 * that Sendcloud spells otherwise is recorded as it was applied. No state and no problem: the integration is gone.
 */
export function read(run: Run, state: State): Promise<Result> {
  return attempt(async () => {
    const target = await run.reader(state);
    const live = await target.client.get(target.id);
    if (live === undefined && state.lookUp) throw await noIntegration(target, {});
    if (live === undefined) return absent(target, state);
    const since = live.startedFailingAt;
    const messages =
      since !== null && !isSilenced("failing", run.config.silence)
        ? [failing(target.label, since)]
        : [];
    const after = refreshed(target, state, live);
    const owner = state.lookUp
      ? undefined
      : (state.adoption.owner ?? (await target.client.owner()));
    return {
      state: { ...state, ...after, adoption: { ...after.adoption, owner }, facts: factsOf(live) },
      messages,
    };
  });
}

/** What is known of the managed settings, now that the integration was read. */
export function refreshed(
  target: Target,
  state: State,
  live: Integration,
): Pick<State, "settings" | "adoption"> {
  const names = managedNames(state);
  if (names.length === 0) return { settings: live.settings, adoption: state.adoption };
  const known = told(
    target,
    live,
    Object.fromEntries(names.map((name) => [name, appliedValues(state, name).at(-1) ?? null])),
  );
  const settings: Record<string, unknown> = {};
  const drifted: Record<string, unknown> = {};
  for (const name of names) {
    const ours = matchingApplied(state, name, known[name]);
    settings[name] = ours ? ours.value : known[name];
    if (!ours) drifted[name] = appliedValues(state, name).at(-1);
  }
  const { before, kept, owner, secrets } = state.adoption;
  return {
    settings,
    adoption: { before, applied: pick(drifted, settingNames), unsure: {}, kept, owner, secrets },
  };
}
