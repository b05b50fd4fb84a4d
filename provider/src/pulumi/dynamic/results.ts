/** Provider process: turns the result of a life-cycle operation into what the engine expects. */
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import type { Result, State } from "../../lifecycle/state";
import type { Properties } from "../../values";
import { advisedOnce } from "../calls/advised-once";
import { withSecrets } from "../calls/secrets";
import { partialFailure, plain } from "./errors";

/** What the SDK calls, as functions without a `this`: the entry points export them one by one. */
export interface DynamicProvider {
  check: (olds: Properties, news: Properties) => Promise<pulumi.dynamic.CheckResult>;
  diff: (id: pulumi.ID, olds: Properties, news: Properties) => Promise<pulumi.dynamic.DiffResult>;
  create: (inputs: Properties) => Promise<{ id: string; outs: Properties }>;
  update: (id: pulumi.ID, olds: Properties, news: Properties) => Promise<{ outs: Properties }>;
  /** An empty id means that the resource is gone. */
  read: (
    id: pulumi.ID,
    props?: Properties,
  ) => Promise<{ id: string; inputs?: Properties; props?: Properties }>;
  delete: (id: pulumi.ID, props: Properties) => Promise<void>;
}

/** Prints the messages of a result; throws its problem. */
export function told(run: Run, result: Result): Result {
  result.messages.forEach(run.tellOnce);
  if (result.problem !== undefined) throw plain(advisedOnce(run, result.problem));
  return result;
}

/** How to record a result. */
interface Recording {
  id: string;
  inputs: Properties;
  encode: (state: State) => Properties;
}

/** The outputs to record. Throws the problem of a result, with the outputs where there is something to record. */
export function outputsOrThrow(
  run: Run,
  result: Result,
  { id, inputs, encode }: Recording,
): Properties {
  const { state, problem } = result;
  if (problem === undefined || state === undefined)
    return withSecrets(encode(required(told(run, result).state)));
  result.messages.forEach(run.tellOnce);
  // The runtime adds its address to outputs that are returned, but not to those of an error.
  throw partialFailure(problem, id, {
    ...withSecrets(encode(state)),
    __provider: inputs.__provider,
  });
}

/** A resource that was the plugin's has no address of this provider in its state, and could not be destroyed: only an update records it. */
export function recording(
  { __provider }: Properties,
  { changes, replaces }: Plan,
): pulumi.dynamic.DiffResult {
  return { changes: changes || __provider === undefined, replaces };
}

function required(state: State | undefined): State {
  if (state === undefined) throw new Error("an operation without a problem leaves a state");
  return state;
}
