/** Program process: which integrations must not be restored when the resources that are recorded to manage them are deleted. Pure. */
import { grouped } from "../../values";
import { integrationKey } from "../../settings/key";
import type { Kept } from "../../lifecycle/declarations";
import type { Meant } from "../announcement";
import type { Recorded } from "./recorded";

/** A resource that the program declares. */
export interface Declaration {
  name: string;
  type: string;
  /** The integrations that it manages: as declared, and once the engine has answered, as they are; `undefined` until they are known. */
  integrations: readonly Meant[] | undefined;
  /** Its own URN, and those that the stack may have recorded it under; `undefined` until it is registered. */
  urns?: readonly string[];
  /** The provider that it was given, once it is made; `undefined` for the default one. */
  provider?: unknown;
  /** What became of it: nothing yet; it is managed; the run leaves it alone, as one that is neither targeted nor recorded; or it failed, or what it depends on. */
  status: "pending" | "managed" | "skipped" | "failed";
}

/** What is recorded of each integration: what a resource let go of counts where no resource manages it. */
export function claimed(recorded: readonly Recorded[]): Map<string, Recorded[]> {
  const managed = byKey(recorded.filter(({ isUnclaimed }) => !isUnclaimed));
  return new Map([...byKey(recorded), ...managed]);
}

/** What is recorded of the integrations that would be restored, or that another resource of the program manages next. */
export function watched(all: ReadonlyMap<string, Recorded[]>, declarations: readonly Declaration[]): Map<string, Recorded[]> {
  const managing = managers(declarations);
  const moves = (key: string, state: Recorded): boolean => (managing.get(key) ?? []).some(({ declaration }) => !isSame(declaration, state));
  return new Map([...all].filter(([key, states]) => states.some((state) => state.restores || moves(key, state))));
}

function managers(declarations: readonly Declaration[]): Map<string, (Meant & { declaration: Declaration })[]> {
  return byKey(declarations.flatMap((declaration) => (declaration.integrations ?? []).map((one) => ({ ...one, declaration }))));
}

/** The integrations of which nothing may be restored, since a resource of the program manages them, or will. */
export function kept(declarations: readonly Declaration[], restoring: ReadonlyMap<string, readonly Recorded[]>): Kept[] {
  const managing = managers(declarations);
  const unknown = declarations.filter(({ integrations }) => integrations === undefined);
  return [...restoring].flatMap(([key, states]): Kept[] => {
    // Where a declaration does not know its integrations yet, it is taken to manage what it did before.
    const managers = (managing.get(key) ?? []).map(({ declaration }) => declaration);
    const users = [...managers, ...unknown.filter((one) => states.some((state) => isSame(one, state)))];
    const keeping = users.filter((one) => keeps(one, states));
    const [{ integrationId, account, isUnclaimed = false } = {}] = states;
    if (integrationId === undefined) return [];
    if (keeping.length === 0) return isUnclaimed && users.length > 0 ? [{ integrationId, account, skipped: true }] : [];
    // Its own replacement is sure to follow; what another resource declares, this run may leave alone.
    const others = keeping.filter((one) => !states.some((state) => isSame(one, state)));
    const are = (status: Declaration["status"]): boolean =>
      others.length === keeping.length && others.every((one) => one.status === status);
    return [{ integrationId, account, ...(are("pending") && { pending: true }), ...(are("failed") && { failed: true }) }];
  });
}

/**
 * Whether what is recorded of an integration must not be restored, for the sake of a declaration that manages it. If the
 * only resource that manages it is deleted after it was registered, it is being destroyed, by `pulumi destroy --run-program`.
 */
function keeps(declaration: Declaration, states: readonly Recorded[]): boolean {
  if (declaration.status === "managed") return states.some((state) => !isSame(declaration, state));
  return declaration.status !== "skipped";
}

/** Whether the resource is the one that is recorded. Below different parents two resources may have one name; before it is registered, nothing else is known. */
function isSame(declaration: Declaration, { urn, name, type }: Recorded): boolean {
  if (declaration.urns !== undefined && urn !== undefined) return declaration.urns.includes(urn);
  return declaration.name === name && declaration.type === type;
}

/** Everything about each integration. */
export function byKey<About extends Meant>(all: readonly About[]): Map<string, About[]> {
  return grouped(all, integrationKey);
}
