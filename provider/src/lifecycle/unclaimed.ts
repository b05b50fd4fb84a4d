/** What becomes of an integration that a resource lets go of, until the one that the program declares it with has taken it over: that one may fail, and what the shop was must not be lost with it. */
import { SendcloudError } from "../errors";
import { labelOf } from "./messages";
import { abandoned, letGoBefore, takeoverFailed } from "./takeover-messages";
import type { Run } from "./run";
import type { Managed, State } from "./state";

/** What a resource lets go of. */
interface LetGo {
  now: readonly State[];
  /** In earlier runs; `undefined` where nothing was. */
  earlier: readonly State[] | undefined;
  /** What the resource before it passed on. */
  passedOn?: readonly State[];
  /** What it manages from now on. */
  managed: readonly Managed[];
}

/** What another resource of the program is still to take over; and what nobody is to take over any more, as lines. */
export function unclaimed({ replacements }: Run, { now, earlier = [], passedOn = [], managed }: LetGo): { still: State[]; lost: string[] } {
  const managedKeys = new Set(managed.map(replacements.key));
  const isManaged = (state: State): boolean => managedKeys.has(replacements.key(state));
  const known = [...earlier.filter(replacements.isUnclaimed), ...passedOn].filter((state) => !isManaged(state));
  const left = [...new Map(known.map((state) => [replacements.key(state), state])).values()];
  const awaited = left.filter(replacements.isAwaited);
  const still = [...awaited, ...now.filter((state) => !isManaged(state) && replacements.isDeclared(state))];
  return { still, lost: abandoned(left.filter((state) => !awaited.includes(state))) };
}

/**
 * Why a resource that left the program must not be deleted: what is to take over from it failed. With `--continue-on-error`
 * the engine deletes it all the same. One that is replaced passes on what it let go of; and Pulumi hangs where its deletion fails.
 */
export function heldBack({ replacements }: Run, managed: readonly State[], letGo: readonly State[] = []): SendcloudError | undefined {
  const isReplaced = letGo.length > 0 && managed.some(replacements.isNext);
  const failed = [...managed, ...(isReplaced ? [] : letGo)].find(
    (state) => !replacements.isCompared(state) && replacements.hasFailed(state),
  );
  return failed && new SendcloudError(takeoverFailed(labelOf(failed)));
}

/**
 * Passes on what a resource that is deleted let go of, earlier or now, perhaps to its replacement; and says that it does not
 * restore it where no other one is to: whether it was taken over, nobody tells it.
 */
export function passOn({ replacements }: Run, letGo: readonly State[] = [], now: readonly State[] = []): string[] {
  replacements.passOn([...letGo.filter(replacements.isUnclaimed), ...now.filter(replacements.isDeclared)]);
  return letGoBefore(letGo.filter((state) => !replacements.isAwaited(state)));
}
