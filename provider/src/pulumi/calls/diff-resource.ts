/** Both edges: how the engine's `diff` is answered, and what of it a preview says. Calls no API. */
import { labelOf } from "../../lifecycle/messages";
import { type Plan, plan } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import type { State } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { pick, type SettingValues } from "../../settings/diff";
import { settingNames } from "../../settings/schema";
import { typeWarnings } from "../../settings/warnings";
import type { Properties } from "../../values";
import { type Declaration, warn } from "./check-resource";
import type { Session } from "./session";

/** Compares what the engine has recorded of one integration with its inputs. */
export function diffResource(
  session: Session,
  compared: Declaration & { id: string; outputs: Properties; inputs: Properties },
): Plan {
  const { run } = session;
  const { id, outputs, inputs, by, ignored, secrets } = compared;
  const state = decodeState(outputs, id);
  const { integrationId, account, onDestroy } = inputs;
  const settings = pick(inputs, settingNames);
  const isDeclared = session.declares(inputs);
  const identity = { integrationId, account, onDestroy };
  const planned = plan(state, { ...identity, settings, ignored, isDeclared, secrets });
  if (!isDeclared || planned.replaces.length > 0) return planned;
  if (planned.removed.length > 0) {
    const label = labelOf(state, by?.name ?? state.adoption.resource);
    const isRestored = state.onDestroy === "restore";
    const becomes = isRestored ? "will be restored to what it was" : "stays as it is at Sendcloud";
    run.tellOnce(`${label}: no longer declared, ${becomes}: ${planned.removed.join(", ")}`);
  }
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
  warn(run, labelOf(state, resource), typeWarnings(state.facts.type, declared));
}
