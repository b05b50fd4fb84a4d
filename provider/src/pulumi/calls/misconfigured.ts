/** Both edges: what is wrong with the configuration that a resource needs. */
import { keyOf, type SourceName, sourceNames, variableOf } from "../../config/sources";
import type { Run } from "../../lifecycle/run";
import type { Failure } from "../../settings/check";
import { isUnknown } from "../tokens";

/**
 * What is wrong with the configuration, for resources of this account, as far as the account is known; and what the program
 * found in the stack's configuration, while this process was given none of it, as that of an explicit provider is.
 */
export function misconfigured(
  run: Run,
  account: unknown,
  configured: readonly unknown[] = [],
): Failure[] {
  const name =
    typeof account === "string" && account !== "" && !isUnknown(account) ? account : undefined;
  const lost = sourceNames.filter(
    (source) => configured.includes(source) && run.config[source] === undefined,
  );
  const unreached = lost.length === 0 ? [] : [notReaching(lost)];
  return [...unreached, ...run.problems(name)].map((reason) => ({
    property: "",
    reason,
    settings: [],
  }));
}

function notReaching(lost: readonly SourceName[]): string {
  return `${lost.map(keyOf).join(", ")} in the stack's configuration does not reach a resource with the option provider or providers: Pulumi gives an explicit provider no configuration. Leave the option out, or set ${lost.map(variableOf).join(", ")} in the environment`;
}
