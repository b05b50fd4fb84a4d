/** One integration's settings made what is declared: adopted, or updated. Knows no Pulumi, and no other edge. */
import { adopt } from "./adopt";
import { labelOf } from "./messages";
import { attempt, toldOf } from "./operation";
import type { Run } from "./run";
import { sealing } from "./secrecy";
import { type Declared, managed, type Result, type State } from "./state";
import { typeWarnings } from "./type-warnings";
import { unclaimed } from "./unclaimed";
import { update } from "./update";

/**
 * Makes the integration what is declared, in one PATCH with what differs; nothing differs, nothing is sent. Without a
 * state it is adopted: read first, so that what each setting was is remembered. With one it is read only where a setting
 * is managed for the first time, or returns to what it was.
 */
export async function apply(run: Run, declared: Declared, state?: State): Promise<Result> {
  return toldOf(labelOf(declared), await applyQuietly(run, declared, state));
}

/** {@link apply}, without the line about what was done: a set tells of its members together. */
export function applyQuietly(run: Run, declared: Declared, state?: State): Promise<Result> {
  return run.replacements.inTurn(declared, () => applyInTurn(run, declared, state));
}

async function applyInTurn(run: Run, declared: Declared, state: State | undefined): Promise<Result> {
  const left = state === undefined ? await run.replacements.left(declared) : undefined;
  const result = await attempt(async () => {
    const target = await run.target(declared);
    const applied = state === undefined ? await adopt(run, target, declared, left) : await update(run, target, declared, state);
    const done = sealing(declared, applied, state?.adoption.secrets);
    const warned = { ...done, messages: [...done.messages, ...typeWarnings(run, done.state, declared.settings)] };
    return holding(run, declared, warned, state);
  });
  if (result.state !== undefined) run.replacements.apply(declared);
  const isNews = state === undefined && left === undefined && run.replacements.recalled(declared).length === 0;
  if (isNews && result.state !== undefined) run.replacements.adopt(declared);
  if (result.problem === undefined || result.state !== undefined) return result;
  if (left === undefined && state === undefined) run.replacements.fail(declared);
  // A replacement that fails keeps the state of the resource that it replaces.
  return left === undefined ? result : { ...result, state: { ...left, ...managed(declared) } };
}

/** The result, with what the resource let go of before it came to this integration. */
function holding(run: Run, declared: Declared, result: Result, state: State | undefined): Result {
  // A set holds what its members let go of.
  if (result.state === undefined || declared.member !== undefined) return result;
  const former = state ?? run.replacements.former(declared);
  const passedOn = state === undefined ? run.replacements.passedOn() : [];
  const now = former === undefined ? [] : [former];
  const { still, lost } = unclaimed(run, { now, earlier: former?.unclaimed, passedOn, managed: [declared] });
  const held = still.length > 0 && { unclaimed: still };
  return { ...result, state: { ...result.state, ...held }, messages: [...result.messages, ...lost] };
}
