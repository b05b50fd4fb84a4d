/** One integration's settings made what is declared: adopted, or updated. Knows no Pulumi, and no other edge. */
import { adopt } from "./adopt";
import { labelOf } from "./messages";
import { attempt, toldOf } from "./operation";
import type { Run } from "./run";
import { sealing } from "./secrecy";
import { type Declared, managed, type Result, type State } from "./state";
import { typeWarnings } from "./type-warnings";
import { update } from "./update";

/**
 * Makes the integration what is declared, in one PATCH with what differs; nothing differs, nothing is sent. Without a
 * state it is adopted: read first, so that what each setting was is remembered. With one it is read only where a setting
 * is managed for the first time, or returns to what it was.
 */
export async function apply(run: Run, declared: Declared, state?: State): Promise<Result> {
  return toldOf(
    labelOf(declared),
    await run.handover.inTurn(declared, () => applyInTurn(run, declared, state)),
  );
}

async function applyInTurn(
  run: Run,
  declared: Declared,
  state: State | undefined,
): Promise<Result> {
  const left = state === undefined ? run.handover.left(declared) : undefined;
  const result = await attempt(async () => {
    const target = await run.target(declared);
    const applied =
      state === undefined
        ? await adopt(target, declared, left)
        : await update(target, declared, state);
    const done = sealing(declared, applied, state?.adoption.secrets);
    return {
      ...done,
      messages: [...done.messages, ...typeWarnings(run, done.state, declared.settings)],
    };
  });
  if (state === undefined && left === undefined && result.state !== undefined)
    run.handover.adopt(declared);
  if (result.problem === undefined || result.state !== undefined) return result;
  // A replacement that fails keeps the state of the resource that it replaces.
  return left === undefined ? result : { ...result, state: { ...left, ...managed(declared) } };
}
