/** Integrations that one resource lets go of and another one declares: that is no removal and no adoption, but a takeover. Pure. */
import { parentTypes, stackName } from "../../../pulumi/urns";
import { type Change, identity } from "./change";
import type { Operation } from "./operations";
import { subjectsOf } from "./subjects";

/** Who declares an integration: a resource, or a member of a set. */
type Declarer = Pick<Change, "resource" | "urn">;

/** Who declares which integration after these operations. */
export function declaredIn(operations: readonly Operation[]): Map<string, Declarer> {
  const declared = operations.flatMap((operation) =>
    subjectsOf(operation).map(
      ({ resource, after = {} }) =>
        [identity(stackName(operation.urn), after), resource, operation.urn] as const,
    ),
  );
  return new Map(
    declared.flatMap(([key, resource, urn]): [string, Declarer][] =>
      key === undefined ? [] : [[key, { resource, urn }]],
    ),
  );
}

/** Joins both halves of each takeover. `declared` holds who declares which integration from now on: it is restored by nobody. */
export function withTakeovers(
  changes: readonly Change[],
  declared: ReadonlyMap<string, Declarer>,
): Change[] {
  const lets = changes.filter(({ action }) => action === "release" || action === "move");
  const left = new Map(lets.flatMap((change) => entry(change, "before")));
  const takes = changes.filter(({ action }) => action === "adopt" || action === "move");
  const taken = new Map(takes.flatMap((change) => entry(change, "after")));
  return changes.flatMap((change): Change[] => {
    const before = of(left, change, "after");
    const after = declared.get(identity(change.stack, change.before) ?? "");
    if (change.action === "release") {
      if (of(taken, change, "before") !== undefined) return [];
      return [
        after === undefined
          ? change
          : { ...change, kept: `${nameBeside(change, after)} declares it too` },
      ];
    }
    const known =
      before === undefined ? change : { ...change, shop: { ...before.before, ...change.shop } };
    if (change.action === "move")
      return [after === undefined ? known : { ...known, other: nameBeside(change, after) }];
    if (change.action !== "adopt" || before === undefined) return [known];
    const isOwn = before.resource === change.resource && before.urn === change.urn;
    return [
      {
        ...known,
        before: before.before,
        ...(isOwn
          ? { action: "renew" }
          : { action: "take over", other: nameBeside(change, before) }),
      },
    ];
  });
}

/** The name of another resource; where it is the same, with the types of its parents. */
function nameBeside(own: Declarer, { resource, urn }: Declarer): string {
  if (resource !== own.resource || urn === own.urn) return resource;
  const parents = parentTypes(urn).reverse();
  return parents.length === 0
    ? `${resource} without a parent`
    : [resource, ...parents].join(" below ");
}

function entry(change: Change, side: "before" | "after"): [string, Change][] {
  const key = identity(change.stack, change[side]);
  return key === undefined ? [] : [[key, change]];
}

function of(
  changes: ReadonlyMap<string, Change>,
  change: Change,
  side: "before" | "after",
): Change | undefined {
  const other = changes.get(identity(change.stack, change[side]) ?? "");
  return other === change ? undefined : other;
}
