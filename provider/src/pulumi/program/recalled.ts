/** Program process: what each resource is told of what the stack has recorded, by whichever resource. Pure. */
import { grouped } from "../../values";
import { integrationKey } from "../../settings/key";
import { resourceType } from "../tokens";
import type { Declaration } from "./kept";
import type { Recorded } from "./recorded";

/** Of more it is told only what each resource declares itself, so that a large stack stays fast. */
const mostLeftBehind = 20;

/**
 * Returns what to tell a resource, as JSON: what was managed of its integrations, what was let go of, and which integration
 * it managed itself; `undefined` where there is nothing. More declarations may be added later.
 */
export function createRecalled(
  all: ReadonlyMap<string, readonly Recorded[]>,
  declarations: readonly Declaration[],
): (declaration: Declaration) => string | undefined {
  const states = [...all.values()].flat();
  const byName = grouped(states, nameOf);
  let left: { among: number; states: readonly Recorded[] } | undefined;

  /** What is recorded of resources that the program no longer declares: by a transform, any other may take their integrations over. */
  function leftBehind(): readonly Recorded[] {
    if (left?.among !== declarations.length) {
      const declared = new Set(declarations.map(nameOf));
      left = { among: declarations.length, states: states.filter((state) => !declared.has(nameOf(state))) };
    }
    return left.states.length <= mostLeftBehind ? left.states : [];
  }

  return (declaration) => {
    const { integrations = [], type } = declaration;
    const own = byName.get(nameOf(declaration)) ?? [];
    const same = integrations.flatMap((one) => all.get(integrationKey(one)) ?? []);
    const told = [...new Set([...own.filter(({ isUnclaimed }) => isUnclaimed), ...same, ...leftBehind()])];
    const former = type === resourceType ? own.filter((one) => !one.isUnclaimed && !same.includes(one)) : [];
    if (told.length + former.length === 0) return undefined;
    return JSON.stringify({
      managed: told.filter(({ isUnclaimed }) => !isUnclaimed).map(outputsOf),
      unclaimed: told.filter(({ isUnclaimed }) => isUnclaimed).map(outputsOf),
      former: former.map(outputsOf),
    });
  };
}

function nameOf({ type, name }: Pick<Declaration, "type" | "name">): string {
  return `${type} ${name}`;
}

function outputsOf({ outputs }: Recorded): unknown {
  return outputs;
}
