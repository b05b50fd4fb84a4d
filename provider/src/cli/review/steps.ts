/** The changes of integrations that the steps of a preview make. Pure. */
import { edgeOfType } from "../../pulumi/tokens";
import { declaredProvider, resourceName, typeInUrn, urnOfProvider } from "../../pulumi/urns";
import { equal } from "../../settings/diff";
import { present, type Properties } from "../../values";
import type { PrintedState, Step } from "./digest";
import { isOpaque } from "./meaning";

/** A change of one integration. */
export interface Change {
  urn: string;
  /** `move` adopts another integration, `drift` is what a refresh finds: it sends nothing. */
  effect: "adopt" | "update" | "move" | "renew" | "release" | "drift";
  /** What was declared, and what will be. The engine has put `[secret]` in place of secrets. */
  before: Properties;
  after: Properties;
  /** What is known of the integration that is declared from now on. */
  live: Properties;
  /** The properties that change, where the provider says it: that of dynamic resources does not. */
  changing?: ReadonlySet<string> | undefined;
  /** Why the two sides cannot be compared. */
  unseen?: string;
  /** Why nothing is restored, whatever `onDestroy` says. */
  retained?: string;
  /** The resource that declared the integration before, or declares from now on what a move lets go of. */
  other?: string;
}

/** What says which integration it is. */
export const identity = ["integrationId", "account", "provider"] as const;

/** Every change of an integration. What another resource declares from now on is not restored. */
export function changesIn(steps: readonly Step[]): Change[] {
  const ours = merged(steps.filter((step) => edgeOf(step) !== undefined));
  const deleted = new Set(steps.filter(({ op }) => op === "delete").map(({ urn }) => urn));
  const changes = ours.flatMap((step) => changeOf(step, deleted) ?? []);
  const lets = new Map(
    changes
      .filter(({ effect }) => effect === "release" || effect === "move")
      .map((change) => [keyOf(change.urn, change.before), change]),
  );
  const heirs = new Map(
    ours
      .filter(({ op, newState }) => isManaged(newState) && !/^(read|delete)/.test(op))
      .map(({ urn, newState }) => [keyOf(urn, sideOf(newState, "inputs")), urn]),
  );
  const adopts = changes.filter(({ effect }) => effect === "adopt" || effect === "move");
  return changes.flatMap((change): Change[] => {
    const { urn, effect, before, after, live } = change;
    const heir = heirs.get(keyOf(urn, before) ?? "");
    const owner = effect === "release" ? undefined : lets.get(keyOf(urn, after) ?? "");
    const other = heir === undefined ? {} : { other: nameBeside(urn, heir) };
    if (effect === "release" && adopts.some((one) => one.urn === heir)) return [];
    if (effect === "release" && heir !== undefined)
      return [{ ...change, retained: `${nameBeside(urn, heir)} declares it too` }];
    const known = { ...change, live: { ...owner?.before, ...live } };
    if (effect === "move") return [{ ...known, ...other }];
    if (effect !== "adopt" || owner === undefined) return [change];
    return owner.urn === urn
      ? [{ ...known, effect: "renew", before: owner.before }]
      : [{ ...known, before: owner.before, other: nameBeside(urn, owner.urn) }];
  });
}

/** A replacement as one step, though engines print its parts too. An update says all that an import does. */
function merged(steps: readonly Step[]): Step[] {
  const by = (ops: RegExp): Map<string, Step> =>
    new Map(steps.filter(({ op }) => ops.test(op)).map((step) => [step.urn, step]));
  const [deleted, whole] = [by(/^delete-replaced$/), by(/^replace$/)];
  const [made, changed] = [by(/-replacement$/), by(/^update$|^replace$|-replacement$/)];
  return steps.flatMap((step) => {
    const { op, urn } = step;
    if (op === "import") return changed.has(urn) ? [] : [step];
    if (op === "delete-replaced") return whole.has(urn) || made.has(urn) ? [] : [step];
    if (!op.endsWith("-replacement")) return [step];
    return whole.has(urn)
      ? []
      : [{ ...step, oldState: step.oldState ?? deleted.get(urn)?.oldState }];
  });
}

/** Said where a step lacks a state. */
const missing = "The preview does not hold what it was, or would be";

function changeOf(step: Step, deleted: ReadonlySet<string>): Change | undefined {
  const { urn, op, oldState: old, newState: next } = step;
  const effect = effectOf(step);
  if (effect === undefined) return undefined;
  const isPlugin = edgeOf(step) === "plugin";
  const held = sideOf(old, "outputs");
  const after = effect === "release" ? {} : sideOf(next, "inputs");
  const adopted = old?.external === true ? held : op === "import" && isPlugin ? after : {};
  const paths = isPlugin ? Object.keys(step.detailedDiff ?? {}) : [];
  const lacks =
    (effect !== "adopt" && !old) || (effect !== "release" && effect !== "drift" && !next);
  const isKnown = /^(create|update|import|read|delete)|replace/.test(op);
  const change: Change = {
    urn,
    effect,
    before: effect === "adopt" ? {} : held,
    after,
    live: effect === "adopt" ? adopted : effect === "move" ? {} : held,
    ...(paths.length > 0 && {
      changing: new Set(paths.map((path) => path.split(/[.[]/)[0] ?? "")),
    }),
    ...(lacks && { unseen: missing }),
    ...(!isKnown && { unseen: `What ${op} does is not known to this version` }),
  };
  if (op.startsWith("read") || next?.external === true)
    return { ...change, retained: "the program only looks it up from now on" };
  if (old?.retainOnDelete === true)
    return { ...change, retained: "with retainOnDelete Pulumi forgets it" };
  return old && deleted.has(old.deletedWith)
    ? { ...change, retained: "with deletedWith Pulumi forgets it" }
    : change;
}

/** What an operation does to an integration; `undefined` where that is nothing. */
function effectOf(step: Step): Change["effect"] | undefined {
  const { op, oldState, newState, refreshed } = step;
  const replaces = op === "replace" || op.endsWith("-replacement");
  if (/^(same|refresh|discard|diff|remove-pending)/.test(op)) return undefined;
  if (refreshed) return "drift";
  if (op.startsWith("read") || op.startsWith("delete") || newState?.external === true)
    return isManaged(oldState) || (op.startsWith("delete") && !oldState) ? "release" : undefined;
  if (op === "create" || op === "import" || (replaces && !isManaged(oldState))) return "adopt";
  if (!replaces) return "update";
  const [before, after] = [sideOf(oldState, "outputs"), sideOf(newState, "inputs")];
  return identity.some((name) => !equal(before[name], after[name])) ? "move" : "renew";
}

/** Whether there is a state, and not of a resource that is only looked up. */
function isManaged(state: PrintedState | null | undefined): boolean {
  return state?.external === false;
}

/** The properties of one side, with the provider that the program declares for it, and the process that serves it. */
function sideOf(state: PrintedState | null | undefined, from: "inputs" | "outputs"): Properties {
  if (!state) return {};
  const side = Object.keys(state[from]).length > 0 ? state[from] : state.inputs;
  if (edgeOfType(state.type) !== "plugin") return side;
  const process = urnOfProvider(state.provider);
  return { ...side, ...present({ provider: declaredProvider(state.provider), process }) };
}

/** Which integration of which account it is. A process knows only what it serves itself. */
function keyOf(urn: string, { process, account, integrationId }: Properties): string | undefined {
  if (typeof integrationId !== "number" || isOpaque(account)) return undefined;
  const stack = urn.split("::").slice(0, 2);
  return JSON.stringify([...stack, process ?? null, account ?? null, integrationId]);
}

/** The name of another resource; its URN where the name is the same. */
function nameBeside(own: string, other: string): string {
  return resourceName(own) === resourceName(other) ? other : resourceName(other);
}

/** What serves a resource of ours, whatever its parents are. */
function edgeOf({ urn, oldState, newState }: Step): "dynamic" | "plugin" | undefined {
  return edgeOfType(newState?.type || oldState?.type || (typeInUrn(urn) ?? ""));
}
