/** Both edges: what one resource declares: the answer to `check`, its checked inputs, and the outputs of its state. Calls no API. */
import { isDeepStrictEqual } from "node:util";
import { isSilenced } from "../../config/key-names";
import { keyOf, type SourceName, sourceNames, variableOf } from "../../config/sources";
import { SendcloudError } from "../../errors";
import type { Run } from "../../lifecycle/run";
import type { Declared } from "../../lifecycle/state";
import { choicesSchema } from "../../lifecycle/state-format";
import { check, type Failure } from "../../settings/check";
import { namesOf, omit, pick } from "../../settings/diff";
import { declaredSettings, identityShape, settingNames, settingShape } from "../../settings/schema";
import type { SettingName } from "../../settings/types";
import { type Warning, warningsOf } from "../../settings/warnings";
import { isLoopback, parsedUrl } from "../../url";
import type { Properties } from "../../values";
import { isUnknown } from "../tokens";
import { type Declarer, integrationIn, type Session } from "./session";

/** What an edge knows of a declaration beside its values. */
export interface Declaration {
  /** The resource. Where the SDK does not tell it, nothing is said about other resources. */
  by: Declarer | undefined;
  /** The settings that `ignoreChanges` names, in whose place the engine has put what is recorded. */
  ignored: readonly SettingName[];
  secrets: readonly string[];
  /** What is doubtful about the paths of `ignoreChanges`. */
  doubts?: readonly Warning[];
  /** The names in the stack's configuration, as the program found them. */
  configured?: readonly string[];
}

/** The inputs in canonical form, and what is wrong with them. */
export interface Checked {
  inputs: Properties;
  failures: Failure[];
}

/** Checks what one resource declares. */
export function checkResource(session: Session, declared: Properties, of: Declaration): Checked {
  const { run } = session;
  const { account } = declared;
  const { inputs, failures } = check({ declared, isUnknown, ...of });
  session.remember(inputs);
  const others = of.by === undefined ? [] : session.duplicates(of.by, declared);
  const integration = integrationIn(declared);
  if (integration !== undefined) run.handover(integration).declared = namesOf(inputs);
  const isNamed = typeof account === "string" && account !== "" && !isUnknown(account);
  const problems = run.problems(isNamed ? account : undefined);
  const configuration = [...unreached(run, of.configured ?? []), ...problems];
  if (of.by !== undefined) {
    const warnings = [...settingWarnings(run, declared, of), ...(of.doubts ?? [])];
    warn(run, `resource '${of.by.name}'`, warnings);
  }
  const whole = (reason: string): Failure => ({ property: "", reason, settings: [] });
  return {
    inputs,
    failures: [...configuration.map(whole), ...failures, ...others.map(whole)],
  };
}

/** What the stack's configuration holds, while this process was given none of it, as that of an explicit provider is. */
function unreached(run: Run, configured: readonly string[]): string[] {
  const lost: SourceName[] = sourceNames.filter(
    (name) => configured.includes(name) && run.config[name] === undefined,
  );
  if (lost.length === 0) return [];
  return [
    `${lost.map(keyOf).join(", ")} in the stack's configuration does not reach a resource with the option provider or providers: Pulumi gives an explicit provider no configuration. Leave the option out, or set ${lost.map(variableOf).join(", ")} in the environment`,
  ];
}

function settingWarnings(run: Run, declared: Properties, of: Declaration): Warning[] {
  const api = run.config.baseUrl && parsedUrl(run.config.baseUrl.value);
  const emulated = api !== undefined && isLoopback(api.hostname);
  const settings = omit(pick(declared, settingNames), of.ignored);
  return warningsOf(settings, { isUnknown, emulated, secrets: of.secrets });
}

/** Reports warnings that are not silenced, each once. */
export function warn(run: Run, about: string, warnings: readonly Warning[]): void {
  for (const { name, text } of warnings)
    if (!isSilenced(name, run.config.silence))
      run.tellOnce(`warning: ${about}: ${text} (sendcloud:silence ${name})`);
}

/**
 * Whether a rule may be broken only because the engine has put a recorded value in place of an ignored one. The plugin
 * learns what is ignored after its `check`, and judges such rules then.
 */
export function isDeferred(
  { settings }: Failure,
  declared: Properties,
  recorded: Properties,
): boolean {
  return settings.some(
    (name) => declared[name] !== undefined && isDeepStrictEqual(declared[name], recorded[name]),
  );
}

/** Reads inputs that were checked. A policy may have changed them since, so that every rule is checked once more. */
export function declaredIn(inputs: Properties, { by, ignored, secrets }: Declaration): Declared {
  const known = { declared: inputs, isUnknown: () => false };
  const { inputs: canonical, failures } = check({ ...known, ignored, secrets });
  if (failures.length > 0) throw new SendcloudError(sentences(failures));
  // What somebody made of an ignored setting in the panel may break our rules.
  const valid = settingNames.filter(
    (name) => !ignored.includes(name) || settingShape[name].safeParse(canonical[name]).success,
  );
  return {
    integrationId: identityShape.integrationId.parse(canonical.integrationId),
    ...choicesSchema.parse(canonical),
    resource: by?.name,
    settings: declaredSettings.parse(pick(canonical, valid)),
    ignored,
    secrets,
  };
}

/** The broken rules as one text. */
export function sentences(failures: readonly Failure[]): string {
  return failures
    .map(({ property, reason }) => (property === "" ? reason : `${property} ${reason}`))
    .join("; ");
}
