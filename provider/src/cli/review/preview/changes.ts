/** The changes of integrations that an operation makes. Pure. */
import { resourceName, stackName } from "../../../pulumi/urns";
import { undeclared } from "../../../settings/names";
import { equal } from "../../../settings/diff";
import { isOpaque } from "../../value";
import type { Action, Change, Side } from "./change";
import type { Operation } from "./operations";
import { heldIn, type Subject, subjectsOf } from "./subjects";
import { mayChange } from "./told";

/** What says which integration it is. */
const whose = ["integrationId", "account", "provider"];

/** Everything that can be declared of an integration. */
const names = Object.keys(undeclared);

/** The changes that an operation makes; `goes` holds the URNs of what is deleted. */
export function changesOf(operation: Operation, goes: ReadonlySet<string>): Change[] {
  const { urn, effect } = operation;
  const common = { urn, stack: stackName(urn), ...kept(operation, goes) };
  const lookedAt = lookedAtIn(operation);
  const changes = subjectsOf(operation).map((subject): Change => {
    const { resource, unseen, opaque, told, before = {}, after = {} } = subject;
    const action = actionOf(subject, effect);
    const shop =
      action === "update" || action === "renew" ? before : action === "adopt" ? lookedAt : {};
    return {
      ...common,
      resource,
      action,
      before,
      after,
      shop,
      unseen,
      opaque,
      ...(told && { told }),
    };
  });
  return effect === "update"
    ? changed(changes, { ...common, resource: resourceName(urn) })
    : changes;
}

/** What the engine has read of the shop that is adopted. */
function lookedAtIn({ effect, before, after, imported }: Operation): Side {
  if (effect !== "adopt") return {};
  if (before === undefined) return imported ? (after?.inputs ?? {}) : {};
  return imported || before.external ? heldIn(before) : {};
}

function actionOf({ before, after, opaque }: Subject, effect: Operation["effect"]): Action {
  if (before === undefined) return "adopt";
  if (after === undefined) return "release";
  if (opaque) return "update";
  if (whose.some((name) => !equal(before[name], after[name]))) return "move";
  return effect === "move" ? "renew" : "update";
}

/** Why Pulumi does not ask the provider to restore anything. */
function kept({ before, lookedUp }: Operation, goes: ReadonlySet<string>): Pick<Change, "kept"> {
  if (lookedUp) return { kept: "the program only looks it up from now on" };
  if (before?.retainOnDelete === true) return { kept: "with retainOnDelete Pulumi forgets it" };
  return before !== undefined && goes.has(before.deletedWith)
    ? { kept: "with deletedWith Pulumi forgets it" }
    : {};
}

/** What of an update changes, or may change. Where nothing that is shown differs, something that is not shown does: else there would be no update. */
function changed(
  changes: readonly Change[],
  whole: Pick<Change, "resource" | "urn" | "stack">,
): Change[] {
  const shown = changes.filter(
    (change) => change.action !== "update" || change.unseen.length > 0 || differs(change),
  );
  const secrets = changes.flatMap((change) => secretsOf(change).map(() => change));
  if (shown.length > 0)
    return changes.filter((change) => shown.includes(change) || secrets.includes(change));
  if (secrets.length > 0) {
    const marked = secrets.length === 1 ? "this changes" : "one of them changes";
    return changes
      .filter((change) => secrets.includes(change))
      .map((change) => ({ ...change, secrets: marked }));
  }
  const unseen = ["Nothing that the preview shows differs, so that what changes cannot be told"];
  return [
    {
      before: {},
      after: {},
      shop: {},
      opaque: true,
      ...changes[0],
      ...whole,
      action: "update",
      unseen,
    },
  ];
}

function differs({ before, after }: Change): boolean {
  return names.some((name) => !equal(before[name], after[name]));
}

/** What is a secret, or not known, before and after, and may change. */
function secretsOf({ before, after, told }: Change): string[] {
  return names.filter(
    (name) => isOpaque(before[name]) && isOpaque(after[name]) && mayChange(told, name),
  );
}
