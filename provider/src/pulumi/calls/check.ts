/** Both edges: how the engine's `check` is answered: every rule of the declaration, its doubts, its duplicates, and the configuration. Calls no API. */
import type { Run } from "../../lifecycle/run";
import type { Managed } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { check, type Failure } from "../../settings/check";
import { checkSet } from "../../settings/check-set";
import { membersOf } from "../../settings/members";
import type { Properties } from "../../values";
import { isUnknown } from "../tokens";
import type { Declaration, Declarer } from "./declarer";
import type { Session } from "./session";

/** The inputs in canonical form, and what is wrong with them. */
export interface Checked {
  inputs: Properties;
  failures: Failure[];
}

/** What an edge is told of a declaration. */
export interface Told {
  /** The resource. Without it, nothing is said about others. */
  by: Declarer | undefined;
  /** Integrations that other resources of the program declare, which the engine may not have told of yet. */
  others?: readonly Managed[];
  /** Outputs that the stack had recorded of the same integrations before this run, of whichever resources. */
  recorded?: readonly Properties[];
}

/** Checks what is declared of one integration. */
export function checkOne(session: Session, declared: Properties, told: Told): Checked {
  const { by } = told;
  const declarations = by ? [{ by, label: by.name, declared }] : [];
  return answered(session, told, check({ declared, isUnknown }), { declared, members: [declared], declarations });
}

/** Checks what is declared of a set: every rule of every member, and that no integration is declared twice. */
export function checkMembers(session: Session, declared: Properties, told: Told): Checked {
  const { by } = told;
  const members = membersOf(declared);
  const declarations = by ? [...members].map(([name, member]) => ({ by, label: `${by.name}.${name}`, declared: member })) : [];
  return answered(session, told, checkSet(declared, isUnknown), { declared, members: [...members.values()], declarations });
}

interface Declared {
  declared: Properties;
  members: readonly Properties[];
  declarations: readonly Declaration[];
}

function answered(
  { running, duplicates, tellDoubts }: Session,
  { others = [], recorded = [] }: Told,
  { inputs, failures }: Checked,
  { declared: { account }, members, declarations }: Declared,
): Checked {
  const run = running();
  for (const outputs of recorded) run.replacements.recall(decodeState(outputs));
  others.forEach(run.replacements.declare);
  for (const { integrationId } of members) {
    if (typeof integrationId !== "number") continue;
    run.replacements.declare({ integrationId, account: typeof account === "string" ? account : undefined });
  }
  for (const declaration of declarations) tellDoubts(run, declaration);
  const declaredTwice = duplicates(declarations).map((reason) => ({ property: "", reason }));
  return { inputs, failures: [...misconfigured(run, account), ...failures, ...declaredTwice] };
}

/** What is wrong with the configuration, for resources of this account, as far as the account is known. */
function misconfigured(run: Run, account: unknown): Failure[] {
  const name = typeof account === "string" && account !== "" && !isUnknown(account) ? account : undefined;
  return run.problems(name).map((reason) => ({ property: "", reason }));
}
