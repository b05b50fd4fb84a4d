/** Both edges: how the engine's `check` is answered: every rule of the declaration, its doubts, its duplicates, and the configuration. Calls no API. */
import { isDeepStrictEqual } from "node:util";
import { check, type Failure } from "../../settings/check";
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
  /** The names of what the program found in the stack's configuration. */
  configured?: readonly unknown[];
}

/** What an edge is told of `ignoreChanges`, in whose place the engine has put what is recorded. */
interface Ignoring {
  ignored?: readonly SettingName[];
  /** Doubts about paths that name nothing. */
  doubts?: readonly string[];
  /** The inputs that are recorded: with none, the engine has ignored nothing, and all of it is to be adopted. */
  olds?: Properties;
  /** Whether what is ignored is told later: until then, a rule that a recorded value breaks counts as kept. */
  judgedLater?: boolean;
  /** The inputs that the program holds secret, where that is told. */
  secrets?: readonly string[];
}

/** Checks what is declared of one integration. */
export function checkOne(session: Session, declared: Properties, told: Told & Ignoring): Checked {
  const { by, ignored = [], doubts, olds, judgedLater, secrets = [] } = told;
  const recorded = olds && Object.keys(olds).length > 0 ? olds : undefined;
  const { inputs, failures } = check({
    declared,
    isUnknown,
    ignored: recorded ? ignored : [],
    secrets,
  });
  const isDeferred = ({ settings }: Failure): boolean =>
    judgedLater === true && settings.some((name) => isRecorded(declared[name], recorded?.[name]));
  const declarations = by
    ? [{ by, label: by.name, declared: withoutValues(declared, recorded ? ignored : []), secrets }]
    : [];
  return answered(session, told, {
    checked: { inputs, failures: failures.filter((one) => !isDeferred(one)) },
    declared,
    declarations,
    aboutPaths: doubts,
  });
}

interface Declared {
  checked: Checked;
  declared: Properties;
  declarations: readonly Declaration[];
  aboutPaths: readonly string[] | undefined;
}

function answered(
  { running, duplicates, tellDoubts }: Session,
  told: Told,
  declared: Declared,
): Checked {
  const { by, configured } = told;
  const {
    checked,
    declared: { integrationId, account },
    declarations,
    aboutPaths = [],
  } = declared;
  const run = running();
  if (typeof integrationId === "number")
    run.handover.declare({
      integrationId,
      account: typeof account === "string" ? account : undefined,
    });
  if (by) tellDoubts(run, by, declarations, aboutPaths);
  const declaredTwice = duplicates(declarations).map((reason) => ({
    property: "",
    reason,
    settings: [],
  }));
  return {
    inputs: checked.inputs,
    failures: [...misconfigured(run, account, configured), ...checked.failures, ...declaredTwice],
  };
}

/** What is declared, its ignored values unknown: nobody is to be warned of what somebody set in the panel. */
function withoutValues(declared: Properties, ignored: readonly SettingName[]): Properties {
  return {
    ...declared,
    ...Object.fromEntries(
      ignored.filter((name) => name in declared).map((name) => [name, unknownValue]),
    ),
  };
}

/** Whether what is declared is what is recorded: the engine may have put it there. */
export function isRecorded(declared: unknown, recorded: unknown): boolean {
  return declared !== undefined && isDeepStrictEqual(declared, recorded);
}
