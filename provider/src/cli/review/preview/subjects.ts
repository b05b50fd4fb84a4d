/** Which integrations an operation is about, that of a resource or those of all members of a set: each with what was and what would be declared. Pure. */
import { ourType } from "../../../pulumi/tokens";
import { declaredProvider, resourceName, urnOfProvider } from "../../../pulumi/urns";
import { undeclared } from "../../../settings/names";
import { present, type Properties } from "../../../values";
import type { Side } from "./change";
import type { PrintedState } from "./digest";
import type { Operation } from "./operations";
import { type Told, toldOf } from "./told";

/** One integration, before and after. */
export interface Subject {
  resource: string;
  /** Nothing where it was not managed. */
  before?: Side | undefined;
  /** Nothing where it is managed no longer. */
  after?: Side | undefined;
  /** What cannot be seen of it, in sentences. */
  unseen: string[];
  /** Whether one of the sides cannot be looked at. */
  opaque: boolean;
  /** The properties that the provider says change. */
  told?: Told;
}

/** Every integration that an operation is about. */
export function subjectsOf({ urn, effect, before, after, changing }: Operation): Subject[] {
  const missing =
    (effect !== "adopt" && before === undefined) || (effect !== "release" && after === undefined);
  const whole: Subject = {
    resource: resourceName(urn),
    before: effect === "adopt" ? undefined : heldIn(before),
    after: effect === "release" ? undefined : (after?.inputs ?? {}),
    unseen: [
      ...(before && after ? strange(before.inputs, after.inputs) : []),
      ...(effect === undefined ? ["What the engine would do is not known to this version"] : []),
      ...(missing ? ["The preview does not hold what it was, or would be"] : []),
    ],
    opaque: missing,
    told: toldOf(changing),
  };
  return [{ ...whole, before: served(whole.before, before), after: served(whole.after, after) }];
}

/** What is known of a side, with what serves it. */
function served(side: Side | undefined, state: PrintedState | undefined): Side | undefined {
  if (side === undefined || state === undefined || Object.keys(side).length === 0) return side;
  if (ourType(state.type)?.edge !== "plugin") return side;
  return {
    ...side,
    ...present({
      provider: declaredProvider(state.provider),
      process: urnOfProvider(state.provider),
    }),
  };
}

/** What a resource holds: its outputs. */
export function heldIn(state: PrintedState | undefined): Properties {
  if (state === undefined) return {};
  return Object.keys(state.outputs).length > 0 ? state.outputs : state.inputs;
}

/** Properties that are not compared here: facts of the shop, what the state remembers, and members, which are compared one by one. */
const besides = new Set(["type", "createdAt", "adoption"]);

/** What differs in properties that are not known here. */
function strange(before: Side, after: Side): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter(
      (name) => !Object.hasOwn(undeclared, name) && !besides.has(name) && !name.startsWith("__"),
    )
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name} changes, which this version does not know`);
}
