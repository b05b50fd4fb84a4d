/** Provider process: turns the result of a life-cycle operation into what the engine expects. */
import type * as pulumi from "@pulumi/pulumi";
import { keyOf, type SourceName, sourceNames, variableOf } from "../../config/sources";
import { ApiError, type SendcloudError } from "../../errors";
import type { Run } from "../../lifecycle/run";
import type { Result } from "../../lifecycle/state";
import { sealed } from "../../settings/secrets";
import { isMap, type Properties } from "../../values";
import { isUnknown, secret } from "../tokens";
import type { Declarer } from "./declarer";
import { partialFailure, plain } from "./errors";

/** What the SDK calls, as functions without a `this`: the entry points export them one by one. */
export interface DynamicProvider {
  check: (olds: Properties, news: Properties) => Promise<pulumi.dynamic.CheckResult>;
  diff: (id: pulumi.ID, olds: Properties, news: Properties) => Promise<pulumi.dynamic.DiffResult>;
  create: (inputs: Properties) => Promise<{ id: string; outs: Properties }>;
  update: (id: pulumi.ID, olds: Properties, news: Properties) => Promise<{ outs: Properties }>;
  /** An empty id means that the resource is gone. */
  read: (id: pulumi.ID, props?: Properties) => Promise<{ id: string; inputs?: Properties; props?: Properties }>;
  delete: (id: pulumi.ID, props: Properties) => Promise<void>;
}

/** Prints the messages of a result; throws its problem. */
export function told<Of>(run: Run, result: Result<Of>): Result<Of> {
  result.messages.forEach(run.tell);
  if (result.problem !== undefined) throw plain(advisedOnce(run, result.problem));
  return result;
}

/** When many resources fail for the same reason, what to do is said once. */
function advisedOnce(run: Run, problem: SendcloudError): SendcloudError {
  if (!(problem instanceof ApiError) || problem.reason === problem.message) return problem;
  const advice = problem.message.slice(problem.reason.length);
  if (!run.advised.has(advice)) {
    run.advised.add(advice);
    return problem;
  }
  return new ApiError(`${problem.reason}. What to do is said of another resource`, problem.status, problem.names, problem.reason);
}

/** How to record a result. */
interface Recording<Of> {
  id: string;
  inputs: Properties;
  encode: (state: Of) => Properties;
}

/** The outputs to record. Throws the problem of a result, with the outputs where there is something to record. */
export function outputsOrThrow<Of>(run: Run, result: Result<Of>, { id, inputs, encode }: Recording<Of>): Properties {
  const { state, problem } = result;
  if (problem === undefined || state === undefined) return withSecrets(encode(required(told(run, result).state)));
  result.messages.forEach(run.tell);
  // The runtime adds its address to outputs that are returned, but not to those of an error.
  throw partialFailure(problem, id, { ...withSecrets(encode(state)), __provider: inputs.__provider });
}

/**
 * Outputs of which `adoption` is a secret, also where the program's options do not say so: what a shop was may hold a URL
 * with a token. So is what the program holds secret, or did when it was recorded: the engine marks it in answers to an
 * update alone, and only where it was among the inputs before.
 */
export function withSecrets({ adoption, ...outputs }: Properties): Record<string, unknown> {
  if (adoption === undefined) return outputs;
  return { ...sealedOutputs(outputs, adoption), adoption: secret(adoption) };
}

function sealedOutputs(outputs: Properties, adoption: unknown): Properties {
  if (!isMap(outputs.integrations)) return sealed(outputs, adoption, secret);
  const members = Object.entries(outputs.integrations).map(([name, member]) => [
    name,
    isMap(member) ? sealed(member, isMap(adoption) ? adoption[name] : undefined, secret) : member,
  ]);
  return { ...outputs, integrations: Object.fromEntries(members) };
}

function required<Of>(state: Of | undefined): Of {
  if (state === undefined) throw new Error("an operation without a problem leaves a state");
  return state;
}

/**
 * What is wrong with the configuration, for resources of this account, as far as the account is known; and what the program
 * found in the stack's configuration, while this process was given none of it, as that of an explicit provider is.
 */
export function configurationFailures(run: Run, account: unknown, by?: Declarer): pulumi.dynamic.CheckFailure[] {
  const name = typeof account === "string" && account !== "" && !isUnknown(account) ? account : undefined;
  const configured: unknown[] = Array.isArray(by?.configured) ? by.configured : [];
  const lost = sourceNames.filter((source) => configured.includes(source) && run.config[source] === undefined);
  const unreached = lost.length === 0 ? [] : [notReaching(lost)];
  return [...unreached, ...run.problems(name)].map((reason) => ({ property: "", reason }));
}

function notReaching(lost: readonly SourceName[]): string {
  return `${lost.map(keyOf).join(", ")} in the stack's configuration does not reach a resource with the option provider or providers: Pulumi gives an explicit provider no configuration. Leave the option out, or set ${lost.map(variableOf).join(", ")} in the environment`;
}
