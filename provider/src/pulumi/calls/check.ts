/** Both edges: how the engine's `check` is answered: every rule of the declaration, its doubts, its duplicates, and the configuration. Calls no API. */
import type { Managed } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { check, type Failure } from "../../settings/check";
import { checkSet } from "../../settings/check-set";
import { membersOf } from "../../settings/members";
import type { SettingName } from "../../settings/types";
import type { Properties } from "../../values";
import { isUnknown, unknownValue } from "../tokens";
import type { Declaration, Declarer } from "./declarer";
import { misconfigured } from "./misconfigured";
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
  /** The same of integrations that no resource managed any more. */
  unclaimed?: readonly Properties[];
  /** The same of another integration that this resource managed. */
  former?: readonly Properties[];
  /** The names of what the program found in the stack's configuration. */
  configured?: readonly unknown[];
}

/** What an edge is told of `ignoreChanges`, in whose place the engine has put what is recorded. */
interface Ignoring<Ignored, Secrets> {
  ignored?: Ignored;
  /** Doubts about paths that name nothing. */
  doubts?: readonly string[];
  /** The inputs that are recorded: with none, the engine has ignored nothing, and all of it is to be adopted. */
  olds?: Properties;
  /** Whether what is ignored is told later: until then, a rule that a recorded value breaks counts as kept. */
  judgedLater?: boolean;
  /** The inputs that the program holds secret, where that is told. */
  secrets?: Secrets;
}

/** Checks what is declared of one integration. */
export function checkOne(
  session: Session,
  declared: Properties,
  told: Told & Ignoring<readonly SettingName[], readonly string[]>,
): Checked {
  const { by, ignored = [], doubts, olds, judgedLater, secrets = [] } = told;
  const recorded = olds && Object.keys(olds).length > 0 ? olds : undefined;
  const declarations = by ? [{ by, label: by.name, declared: withoutValues(declared, recorded ? ignored : []), secrets }] : [];
  return answered(session, told, {
    checked: check({ declared, isUnknown, ignored, recorded, judgedLater, secrets }),
    account: declared.account,
    members: [declared],
    declarations,
    aboutPaths: doubts,
  });
}

/** Checks what is declared of a set: every rule of every member, and that no integration is declared twice. */
export function checkMembers(
  session: Session,
  declared: Properties,
  told: Told & Ignoring<ReadonlyMap<string, readonly SettingName[]>, Readonly<Record<string, readonly string[]>>>,
): Checked {
  const { by, ignored = new Map<string, readonly SettingName[]>(), doubts, olds = {}, judgedLater, secrets = {} } = told;
  const recorded = membersOf(olds);
  const members = membersOf(declared);
  const declarations = [...members].flatMap(([name, member]) => {
    const known = withoutValues(member, recorded.has(name) ? (ignored.get(name) ?? []) : []);
    const own = Object.hasOwn(secrets, name) ? secrets[name] : [];
    return by ? [{ by, label: `${by.name}.${name}`, declared: known, secrets: own }] : [];
  });
  return answered(session, told, {
    checked: checkSet(declared, isUnknown, { ignored, recorded, judgedLater, secrets }),
    account: declared.account,
    members: [...members.values()],
    declarations,
    aboutPaths: doubts,
  });
}

interface Declared {
  checked: Checked;
  account: unknown;
  members: readonly Properties[];
  declarations: readonly Declaration[];
  aboutPaths: readonly string[] | undefined;
}

function answered({ running, duplicates, tellDoubts }: Session, told: Told, declared: Declared): Checked {
  const { by, others = [], recorded = [], unclaimed = [], former = [], configured } = told;
  const { checked, account, members, declarations, aboutPaths = [] } = declared;
  const run = running();
  for (const outputs of recorded) run.replacements.recall(decodeState(outputs));
  for (const outputs of unclaimed) run.replacements.recallUnclaimed(decodeState(outputs));
  others.forEach(run.replacements.declare);
  for (const { integrationId } of members) {
    if (typeof integrationId !== "number") continue;
    const next = { integrationId, account: typeof account === "string" ? account : undefined };
    run.replacements.declare(next);
    // The engine compares nothing where an earlier run deleted the resource, and did not come to create its replacement.
    for (const outputs of former) run.replacements.compare(decodeState(outputs), next);
  }
  if (by) tellDoubts(run, by, declarations, aboutPaths);
  const declaredTwice = duplicates(declarations).map((reason) => ({ property: "", reason }));
  return { inputs: checked.inputs, failures: [...misconfigured(run, account, configured), ...checked.failures, ...declaredTwice] };
}

/** What is declared, its ignored values unknown: nobody is to be warned of what somebody set in the panel. */
function withoutValues(declared: Properties, ignored: readonly SettingName[]): Properties {
  return { ...declared, ...Object.fromEntries(ignored.filter((name) => name in declared).map((name) => [name, unknownValue])) };
}
