/** The stored state of a set: its members', each in the format of a resource of its own, and what the set let go of. */
import { joined, membersOf } from "../settings/members";
import type { Properties } from "../values";
import type { Declared, State } from "./state";
import { decodeDeclared, decodeState, encodeInputs, encodeState, encodeUnclaimed } from "./state-format";

/** The states of a set's members, by name. */
export function decodeMembers(outputs: Properties): Map<string, State> {
  return mapped(membersOf(outputs), (outputs, member) => ({ ...decodeState(outputs), member }));
}

/** The outputs of a set; the inverse of {@link decodeMembers} and {@link decodeUnclaimed}. */
export function encodeMembers(
  set: Properties,
  members: ReadonlyMap<string, State>,
  unclaimed: readonly State[] = [],
): Record<string, unknown> {
  return { ...joined(set, mapped(members, encodeState)), ...encodeUnclaimed(unclaimed) };
}

/** The inputs of a set that a refresh records. */
export function encodeMemberInputs(set: Properties, members: ReadonlyMap<string, State>): Record<string, unknown> {
  return joined(set, mapped(members, encodeInputs));
}

/** The declared members of a set that was checked, by name. */
export function decodeDeclaredMembers(inputs: Properties): Map<string, Declared> {
  return mapped(membersOf(inputs), (inputs, member) => ({ ...decodeDeclared(inputs), member }));
}

function mapped<From, To>(all: ReadonlyMap<string, From>, work: (one: From, name: string) => To): Map<string, To> {
  return new Map([...all].map(([name, one]) => [name, work(one, name)]));
}
