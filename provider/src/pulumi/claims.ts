/** Program process: which resource of the running program manages which integration, so that no two fight over one. */
import * as pulumi from "@pulumi/pulumi";

/** By stack, since one process of the Automation API may run several programs, one after the other. */
const claimsOf = new WeakMap<pulumi.Resource, Map<number, string>>();

/**
 * Passes the number on, once per program. The second resource to claim it ends the program with an error that names both:
 * each would undo the other's settings at every run. Does nothing without a stack, as under unit tests with mocks.
 */
export function claim(integrationId: number, resourceName: string): number {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return integrationId;
  const claims = claimsOf.get(stack) ?? new Map<number, string>();
  claimsOf.set(stack, claims);
  const other = claims.get(integrationId);
  if (other !== undefined) {
    const error = new pulumi.RunError(
      `integration ${integrationId} is declared twice, by the resources '${other}' and '${resourceName}': each would undo the other's settings. Declare it once`,
    );
    // Pulumi's runtime inspects an asynchronous error together with its stack, which takes it 20 seconds, and prints only the message.
    error.stack = error.message;
    throw error;
  }
  claims.set(integrationId, resourceName);
  return integrationId;
}
