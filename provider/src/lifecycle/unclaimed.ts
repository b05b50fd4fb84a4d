/** What becomes of an integration that a resource lets go of, until the one that the program declares it with has taken it over: that one may fail, and what the shop was must not be lost with it. */
import type { Run } from "./run";
import type { Managed, State } from "./state";

/** What a resource lets go of. */
interface LetGo {
  now: readonly State[];
  /** In earlier runs; `undefined` where nothing was. */
  earlier: readonly State[] | undefined;
  /** What it manages from now on. */
  managed: readonly Managed[];
}

/** What another resource of the program is still to take over. */
export function unclaimed({ replacements }: Run, { now, earlier = [], managed }: LetGo): State[] {
  const isManaged = (state: State): boolean =>
    managed.some(({ integrationId, account }) => integrationId === state.integrationId && account === state.account);
  const open = [...earlier.filter(replacements.isUnclaimed), ...now];
  return open.filter((state) => !isManaged(state) && replacements.isDeclared(state));
}
