/** What the engine would do to each resource: one operation, though a replacement is printed as several steps. Pure. */
import { ourType } from "../../../pulumi/tokens";
import { typeInUrn } from "../../../pulumi/urns";
import type { PrintedState, Step } from "./digest";

/** What an operation means to a resource that is managed; `keep` changes nothing. */
export type Effect = "keep" | "adopt" | "update" | "move" | "release";

/** One operation on one resource. */
export interface Operation {
  urn: string;
  type: string;
  /** None where the engine's name of the operation is not known here. */
  effect: Effect | undefined;
  before?: PrintedState | undefined;
  after?: PrintedState | undefined;
  /** Whether the program only looks it up from now on. */
  lookedUp: boolean;
  /** Whether the engine has read the shop: `before` is then what it has, and the program declares the same where there is none. */
  imported: boolean;
  /** The paths of all that changes, where the provider tells: that of dynamic resources does not. */
  changing?: readonly string[] | undefined;
}

const replacing = new Set(["replace", "create-replacement", "import-replacement"]);
const reading = new Set(["read", "read-replacement"]);
const deleting = new Set(["delete", "delete-replaced"]);
const nothing = new Set([
  "refresh",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
  "diff",
]);

/** The operations on what is managed, before or after, in the order of the preview. */
export function operationsIn(steps: readonly Step[]): Operation[] {
  const imports = new Set(steps.filter(({ op }) => op === "import").map(({ urn }) => urn));
  return withoutImports(withoutParts(steps)).flatMap((step) => {
    const before = step.oldState ?? undefined;
    const after = step.newState ?? undefined;
    const type = typeOf(step);
    const tells = ourType(type)?.edge === "plugin";
    const imported =
      tells && imports.has(step.urn) && (step.op === "import" || step.op === "update");
    const effect = imported ? "adopt" : effectOf(step.op, before, after);
    if (effect === "nothing") return [];
    const lookedUp = reading.has(step.op) || after?.external === true;
    const paths = tells ? Object.keys(step.detailedDiff ?? {}) : [];
    return {
      urn: step.urn,
      type,
      effect,
      before,
      after,
      lookedUp,
      imported,
      ...(paths.length > 0 && { changing: paths }),
    };
  });
}

/** A state of what is only looked up is no state of something managed. */
function effectOf(
  op: string,
  before: PrintedState | undefined,
  after: PrintedState | undefined,
): Effect | "nothing" | undefined {
  const wasManaged = before !== undefined && !before.external;
  if (nothing.has(op)) return "nothing";
  if (op === "same") return after?.external === true ? "nothing" : "keep";
  if (op === "create" || op === "import") return "adopt";
  if (op === "update") return "update";
  if (reading.has(op) || (replacing.has(op) && after?.external === true))
    return wasManaged ? "release" : "nothing";
  if (replacing.has(op)) return wasManaged ? "move" : "adopt";
  if (deleting.has(op)) return before?.external === true ? "nothing" : "release";
  return undefined;
}

/** A replacement as one step: some engines print its parts alone, others beside it. */
function withoutParts(steps: readonly Step[]): Step[] {
  const deleted = new Map(
    steps.filter(({ op }) => op === "delete-replaced").map((step) => [step.urn, step]),
  );
  const whole = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  const made = new Set(steps.filter(({ op }) => op.endsWith("-replacement")).map(({ urn }) => urn));
  return steps.flatMap((step) => {
    const { op, urn } = step;
    const isPart = op.endsWith("-replacement") || op === "delete-replaced";
    if (isPart && (whole.has(urn) || (op === "delete-replaced" && made.has(urn)))) return [];
    return op.endsWith("-replacement")
      ? { ...step, oldState: step.oldState ?? deleted.get(urn)?.oldState }
      : step;
  });
}

/** An import of what the program declares otherwise is followed by the change, which says all. */
function withoutImports(steps: readonly Step[]): Step[] {
  const changed = new Set(
    steps.filter(({ op }) => op === "update" || replacing.has(op)).map(({ urn }) => urn),
  );
  return steps.filter(({ op, urn }) => op !== "import" || !changed.has(urn));
}

/** The type, without those of its parents. */
function typeOf({ urn, oldState, newState }: Step): string {
  return [newState?.type, oldState?.type, typeInUrn(urn)].find(Boolean) ?? "";
}
