/** Both edges: how the engine's `check` is answered: every rule of the declaration, its doubts, its duplicates, and the configuration. Calls no API. */
import type { Run } from "../../lifecycle/run";
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

/** Checks what is declared of one integration. Without the resource, nothing is said about others. */
export function checkOne(session: Session, declared: Properties, by: Declarer | undefined): Checked {
  return answered(session, check({ declared, isUnknown }), { declared, members: [declared] }, by ? [{ by, label: by.name, declared }] : []);
}

/** Checks what is declared of a set: every rule of every member, and that no integration is declared twice. */
export function checkMembers(session: Session, declared: Properties, by: Declarer | undefined): Checked {
  const members = membersOf(declared);
  const declarations = by ? [...members].map(([name, member]) => ({ by, label: `${by.name}.${name}`, declared: member })) : [];
  return answered(session, checkSet(declared, isUnknown), { declared, members: [...members.values()] }, declarations);
}

function answered(
  { running, duplicates, tellDoubts }: Session,
  { inputs, failures }: Checked,
  { declared: { account }, members }: { declared: Properties; members: readonly Properties[] },
  declarations: readonly Declaration[],
): Checked {
  const run = running();
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
