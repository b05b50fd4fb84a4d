/** Integrations that one resource lets go of and another one declares: that is no removal and no adoption, but a takeover. Pure. */
import { stackName } from "../../../pulumi/tokens";
import { type Change, identity } from "./change";
import type { Operation } from "./operations";
import { subjectsOf } from "./subjects";

/** Who declares which integration after these operations. */
export function declaredIn(operations: readonly Operation[]): Map<string, string> {
  const declared = operations.flatMap((operation) =>
    subjectsOf(operation).map(({ resource, after = {} }) => [identity(stackName(operation.urn), after), resource] as const),
  );
  return new Map(declared.flatMap(([key, resource]): [string, string][] => (key === undefined ? [] : [[key, resource]])));
}

/** Joins both halves of each takeover. `declared` holds who declares which integration from now on: it is restored by nobody. */
export function withTakeovers(changes: readonly Change[], declared: ReadonlyMap<string, string>): Change[] {
  const lets = changes.filter(({ action }) => action === "release" || action === "move");
  const left = new Map(lets.flatMap((change) => entry(change, "before")));
  const takes = changes.filter(({ action }) => action === "adopt" || action === "move");
  const taken = new Map(takes.flatMap((change) => entry(change, "after")));
  return changes.flatMap((change): Change[] => {
    const before = of(left, change, "after");
    const after = declared.get(identity(change.stack, change.before) ?? "");
    if (change.action === "release") {
      if (of(taken, change, "before") !== undefined) return [];
      return [after === undefined ? change : { ...change, kept: `${after} declares it too` }];
    }
    const known = before === undefined ? change : { ...change, shop: { ...before.before, ...change.shop } };
    if (change.action === "move") return [after === undefined ? known : { ...known, other: after }];
    if (change.action !== "adopt" || before === undefined) return [known];
    const isOwn = before.resource === change.resource;
    return [{ ...known, before: before.before, ...(isOwn ? { action: "renew" } : { action: "take over", other: before.resource }) }];
  });
}

function entry(change: Change, side: "before" | "after"): [string, Change][] {
  const key = identity(change.stack, change[side]);
  return key === undefined ? [] : [[key, change]];
}

function of(changes: ReadonlyMap<string, Change>, change: Change, side: "before" | "after"): Change | undefined {
  const other = changes.get(identity(change.stack, change[side]) ?? "");
  return other === change ? undefined : other;
}
