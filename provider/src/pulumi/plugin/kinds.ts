/** Plugin: what the engine asks about a resource, as plain data: the same questions for each kind of resource. */
import type { SendcloudError } from "../../errors";
import type { Difference } from "../../lifecycle/plan";
import type { Failure } from "../../settings/check";
import type { SecretPaths } from "../../settings/secrets";
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
  secrets: SecretPaths;
  /** Where secrets stand in the outputs that are recorded. */
  recordedSecrets: SecretPaths;
}

/** How a check is asked for: beside the inputs that are recorded, and where secrets stand in the new ones. */
export type Check = Pick<Comparison, "olds" | "secrets">;

/** How a resource is made: whether only to look ahead, and where secrets stand in its inputs. */
export interface Create {
  preview: boolean;
  secrets: SecretPaths;
}

/** How an update is asked for: whether only to look ahead, and which properties the program wants left alone. */
export interface Update extends Create, Pick<Comparison, "ignoreChanges" | "recordedSecrets"> {}

/** A resource as it is; an empty id means that it is gone. */
export interface Found {
  id: string;
  outputs?: Properties;
  inputs?: Properties;
}

/** A kind of resource. Outputs are what is recorded; secrets among results are wrapped. */
export interface Kind {
  check(
    urn: string,
    inputs: Properties,
    how: Check,
  ): Promise<{ inputs: Properties; failures: Failure[] }>;
  diff(of: Subject, outputs: Properties, inputs: Properties, how: Comparison): Promise<Planned>;
  create(urn: string, inputs: Properties, how: Create): Promise<Outcome>;
  update(of: Subject, outputs: Properties, inputs: Properties, how: Update): Promise<Outcome>;
  /** Where nothing is recorded yet, it is imported or looked up by its id. */
  read(of: Subject, outputs: Properties): Promise<Found>;
  delete(of: Subject, outputs: Properties): Promise<SendcloudError | undefined>;
}
