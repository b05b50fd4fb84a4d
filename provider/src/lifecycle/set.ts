/** The life of a set of integrations: each member by itself, so that one that fails stops no other. */
import { SendcloudError } from "../errors";
import { contested } from "./contested";
import { applyQuietly } from "./integration";
import { plan } from "./plan";
import { read } from "./refresh";
import { removeQuietly } from "./remove";
import type { Run } from "./run";
import { membersDone, membersFailed, saidTogether } from "./set-messages";
import type { Declared, Managed, Result, State } from "./state";
import { heldBack, passOn, unclaimed } from "./unclaimed";

/** States of members, by their names in the set. */
export type Members = ReadonlyMap<string, State>;

/**
 * Makes the members what is declared. Where some cannot be, the state holds what is known of them, and the others as
 * declared. `letGo` is what earlier runs left unclaimed.
 */
export async function applySet(
  run: Run,
  declared: ReadonlyMap<string, Declared>,
  before: Members = new Map(),
  letGo: readonly State[] = [],
): Promise<Result<Members>> {
  const after = new Map(before);
  // Members leave first: the member that manages an integration next takes over what the one before it remembers.
  const leaving = [...before].filter(([name, state]) => declared.get(name)?.integrationId !== state.integrationId);
  const toApply = [...declared].filter(([name, member]) => !isSettled(run, member, before.get(name)));
  await expectWrites(run, [...leaving.filter(([, state]) => restores(state)), ...toApply]);
  const left = await each(leaving, (state) => removeQuietly(run, state));
  for (const [name, { problem }] of left) if (problem === undefined) after.delete(name);

  const staying = [...declared].filter(([name]) => left.get(name)?.problem === undefined);
  const applied = await each(staying, (member, name) => settled(run, member, after.get(name)));
  for (const [name, { state }] of applied) if (state !== undefined) after.set(name, state);

  const results = [...left, ...applied];
  const managed = [...after.values(), ...declared.values()];
  const passedOn = before.size === 0 ? run.replacements.passedOn() : [];
  const { still, lost } = unclaimed(run, { now: leaving.map(([, state]) => state), earlier: letGo, passedOn, managed });
  const messages = [...messagesOf(results), ...lost];
  const problems = problemsOf(results);
  const done = { state: after, unclaimed: still, messages };
  if (problems.length === 0) return done;
  const problem = membersFailed(problems, "the other members are as declared. Run `pulumi up` again");
  // Where nothing was done, what is recorded stays, with the choices of before.
  const untouched = after.size === before.size && [...after].every(([name, state]) => before.get(name) === state);
  return untouched ? { problem, messages } : { ...done, problem };
}

function settled(run: Run, declared: Declared, state: State | undefined): Promise<Result> {
  return isSettled(run, declared, state) ? Promise.resolve({ state, messages: [] }) : applyQuietly(run, declared, state);
}

/** A member that is as declared already needs no request. */
function isSettled({ replacements }: Run, declared: Declared, state: State | undefined): state is State {
  if (state === undefined) return false;
  return !plan(state, declared, contested(replacements.recalled(state), state, declared.settings)).changes;
}

function restores({ onDestroy }: State): boolean {
  return onDestroy === "restore";
}

/** Says at the beginning how long the writes will take. Where there is no client for them, each member says why. */
async function expectWrites(run: Run, members: readonly (readonly [string, Managed])[]): Promise<void> {
  const [first] = members;
  if (first === undefined) return;
  try {
    const { client } = await run.target(first[1]);
    client.expectWrites(members.length);
  } catch (error) {
    if (!(error instanceof SendcloudError)) throw error;
  }
}

/** Reads the members. One that is gone is no longer in the set. */
export async function readSet(run: Run, members: Members): Promise<Result<Members>> {
  const results = [...(await each([...members], (state) => read(run, state)))];
  const messages = messagesOf(results);
  const problems = problemsOf(results);
  if (problems.length > 0)
    return { problem: membersFailed(problems, "nothing of the set was recorded. Run `pulumi refresh` again"), messages };
  return { state: new Map(results.flatMap(([name, { state }]) => (state === undefined ? [] : [[name, state] as const]))), messages };
}

/** Releases the members, or restores them where `onDestroy` says so. `letGo` is what earlier runs left unclaimed. */
export async function removeSet(run: Run, members: Members, letGo: readonly State[] = []): Promise<Result<Members>> {
  const problem = heldBack(run, [...members.values()], letGo);
  if (problem !== undefined) return { problem, messages: [] };
  await expectWrites(
    run,
    [...members].filter(([, state]) => restores(state)),
  );
  const results = [...(await each([...members], (state) => removeQuietly(run, state)))];
  const problems = problemsOf(results);
  const next = "run the same command again: what is restored already is left alone";
  if (problems.length > 0) return { problem: membersFailed(problems, next), messages: messagesOf(results) };
  return { messages: [...messagesOf(results), ...passOn(run, letGo, [...members.values()])] };
}

type Named = (readonly [name: string, result: Result])[];

/** Does the work for all members at once, as far as the account's limits let it. */
async function each<Member>(
  members: readonly (readonly [string, Member])[],
  work: (member: Member, name: string) => Promise<Result>,
): Promise<Map<string, Result>> {
  return new Map(await Promise.all(members.map(async ([name, member]) => [name, await work(member, name)] as const)));
}

function messagesOf(results: Named): string[] {
  const done = results.flatMap(([name, result]) => (result.done === undefined ? [] : [[name, result.done] as const]));
  return [...membersDone(done), ...saidTogether(results.flatMap(([name, { messages }]) => messages.map((line) => [name, line] as const)))];
}

function problemsOf(results: Named): (readonly [name: string, problem: NonNullable<Result["problem"]>])[] {
  return results.flatMap(([name, { problem }]) => (problem === undefined ? [] : [[name, problem] as const]));
}
