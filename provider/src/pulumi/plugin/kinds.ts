/** Plugin: what the engine asks about a resource, as plain data: the same questions for each kind of resource. */
import type { SendcloudError } from "../../errors";
import type { Difference } from "../../lifecycle/plan";
import type { Failure } from "../../settings/check";
import type { Properties } from "../../values";

/** Which resource a question is about. */
export interface Subject {
  urn: string;
  id: string;
}

/** What became of a resource. A problem beside outputs is a partial failure: they are recorded, and the next run goes on from them. */
export interface Outcome {
  id: string;
  outputs?: Properties | undefined;
  problem?: SendcloudError | undefined;
}

/** What a run would do to a resource. */
export interface Planned {
  changes: boolean;
  replaces: readonly string[];
  differences: readonly Difference[];
}

/** What else is told where a resource is compared: the inputs that are recorded, and which properties the program wants left alone. */
export interface Comparison {
  olds: Properties;
  ignoreChanges: readonly string[];
}

/** How an update is asked for: whether only to look ahead, and which properties the program wants left alone. */
export interface Update {
  preview: boolean;
  ignoreChanges: readonly string[];
}

/** A resource as it is; an empty id means that it is gone. */
export interface Found {
  id: string;
  outputs?: Properties;
  inputs?: Properties;
}

/** A kind of resource. Outputs are what is recorded; secrets among results are wrapped. */
export interface Kind {
  check(urn: string, inputs: Properties, olds: Properties): Promise<{ inputs: Properties; failures: Failure[] }>;
  diff(of: Subject, outputs: Properties, inputs: Properties, how: Comparison): Promise<Planned>;
  create(urn: string, inputs: Properties, preview: boolean): Promise<Outcome>;
  update(of: Subject, outputs: Properties, inputs: Properties, how: Update): Promise<Outcome>;
  /** Where nothing is recorded yet, it is imported or looked up by its id. */
  read(of: Subject, outputs: Properties): Promise<Found>;
  delete(of: Subject, outputs: Properties): Promise<SendcloudError | undefined>;
}
