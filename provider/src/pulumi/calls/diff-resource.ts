/** Both edges: how the engine's `diff` is answered, and what of it a preview says. Calls no API. */
import { isSilenced } from "../../config/key-names";
import { labelOf, undeclared } from "../../lifecycle/messages";
import { type Plan, plan } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import type { State } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { pick, type SettingValues } from "../../settings/diff";
import { settingNames } from "../../settings/schema";
import { typeWarnings } from "../../settings/warnings";
import type { Properties } from "../../values";
import type { Declaration } from "./check-resource";
import type { Session } from "./session";

/** What the engine asks to compare. */
interface Compared extends Declaration {
  id: string;
  outputs: Properties;
  inputs: Properties;
}

/** Compares one integration. */
export function diffResource(session: Session, compared: Compared): Plan {
  const { run } = session;
  const { id, outputs, inputs, by, ignored, secrets } = compared;
  const state = decodeState(outputs, id);
  const { integrationId, account, onDestroy } = inputs;
  const settings = pick(inputs, settingNames);
  const isDeclared = session.declares(inputs);
  const choices = { integrationId, account, onDestroy };
  const planned = plan(state, { ...choices, settings, ignored, isDeclared, secrets });
  if (!isDeclared || planned.replaces.length > 0) return planned;
  const restores = state.onDestroy === "restore";
  const label = labelOf(state, by?.name ?? state.adoption.resource);
  if (planned.removed.length > 0) run.tellOnce(undeclared(label, planned.removed, restores));
  warnOfType(run, state, by?.name, settings);
  return planned;
}

/** Warnings that need to know the kind of shop: at previews, once an adoption has told it, and at each apply. */
export function warnOfType(
  run: Run,
  state: State | undefined,
  resource: string | undefined,
  declared: SettingValues,
): void {
  if (state === undefined) return;
  for (const { name, text } of typeWarnings(state.facts.type, declared)) {
    if (isSilenced(name, run.config.silence)) continue;
    run.tellOnce(`warning: ${labelOf(state, resource)}: ${text} (sendcloud:silence ${name})`);
  }
}
