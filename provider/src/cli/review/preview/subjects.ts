/** Which integrations an operation is about, that of a resource or those of all members of a set: each with what was and what would be declared. Pure. */
import { ourType } from "../../../pulumi/tokens";
import { declaredProvider, resourceName, urnOfProvider } from "../../../pulumi/urns";
import { undeclared } from "../../../settings/names";
import { membersOf } from "../../../settings/members";
import { isMap, present, type Properties } from "../../../values";
import { asText } from "../../value";
import type { Side } from "./change";
import type { PrintedState } from "./digest";
import type { Operation } from "./operations";
import { namedMembers, type Told, toldOf, toldOfMember } from "./told";

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
export function subjectsOf({ urn, type, effect, before, after, changing }: Operation): Subject[] {
  const missing = (effect !== "adopt" && before === undefined) || (effect !== "release" && after === undefined);
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
  const subjects = ourType(type)?.manages === "set" && !missing ? membersIn(whole, changing) : [whole];
  return subjects.map((one) => ({ ...one, before: served(one.before, before), after: served(one.after, after) }));
}

/** What is known of a side, with what serves it. */
function served(side: Side | undefined, state: PrintedState | undefined): Side | undefined {
  if (side === undefined || state === undefined || Object.keys(side).length === 0) return side;
  if (ourType(state.type)?.edge !== "plugin") return side;
  return { ...side, ...present({ provider: declaredProvider(state.provider), process: urnOfProvider(state.provider) }) };
}

/** What a resource holds: its outputs. */
export function heldIn(state: PrintedState | undefined): Properties {
  if (state === undefined) return {};
  return Object.keys(state.outputs).length > 0 ? state.outputs : state.inputs;
}

function membersIn(set: Subject, changing: readonly string[] | undefined): Subject[] {
  const { resource, before = {}, after = {} } = set;
  const hidden = [before.integrations, after.integrations].find((members) => members !== undefined && !isMap(members));
  if (hidden !== undefined) {
    const named = namedMembers(changing);
    const unseen = `Its members are ${asText(hidden)}, so that who joins, leaves or changes cannot be told${named === "" ? "" : `, but for names: ${named}`}`;
    return [{ ...set, unseen: [...set.unseen, unseen], opaque: true }];
  }
  const [held, declared] = [rawMembers(before), rawMembers(after)];
  const [was, becomes] = [membersOf({ ...before, integrations: seen(held) }), membersOf({ ...after, integrations: seen(declared) })];
  const members = [...new Set([...Object.keys(held), ...Object.keys(declared)])].map((name): Subject => {
    const opaque = [held, declared].flatMap((members) => (Object.hasOwn(members, name) && !isMap(members[name]) ? [members[name]] : []));
    return {
      resource: `${resource}.${name}`,
      before: was.get(name),
      after: becomes.get(name),
      unseen: [
        ...opaque.slice(0, 1).map((value) => `What is declared of it is ${asText(value)}, so that what changes cannot be told`),
        ...(opaque.length === 0 && was.has(name) && becomes.has(name) ? strange(was.get(name) ?? {}, becomes.get(name) ?? {}) : []),
      ],
      opaque: opaque.length > 0,
      told: toldOfMember(changing, name),
    };
  });
  return set.unseen.length > 0 ? [set, ...members] : members;
}

function rawMembers({ integrations }: Side): Properties {
  return isMap(integrations) ? integrations : {};
}

/** The members, with nothing in those that cannot be looked at. */
function seen(members: Properties): Properties {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, isMap(member) ? member : {}]));
}

/** Properties that are not compared here: facts of the shop, what the state remembers, and members, which are compared one by one. */
const besides = new Set(["type", "createdAt", "adoption", "integrations"]);

/** What differs in properties that are not known here. */
function strange(before: Side, after: Side): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !Object.hasOwn(undeclared, name) && !besides.has(name) && !name.startsWith("__"))
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name} changes, which this version does not know`);
}
