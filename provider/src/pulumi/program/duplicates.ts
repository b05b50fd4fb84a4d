/** Program process: which resource of the running program manages which integration, so that no two fight over one. */
import * as pulumi from "@pulumi/pulumi";
import { isLater, perProgram, programError } from "./context";

const claims = perProgram(() => new Map<string, string>());

/**
 * Passes the number on, once per program and account: at once where both are known, which costs no promise. The second
 * resource to claim it ends the program with an error that names both: each would undo the other's settings at every run.
 */
export function claimed(
  integrationId: pulumi.Input<number>,
  account: pulumi.Input<string> | undefined,
  resourceName: string,
): pulumi.Input<number> {
  if (isLater(integrationId) || isLater(account))
    return pulumi.all([integrationId, account]).apply(([id, owner]) => claim(id, owner, resourceName));
  return claim(integrationId, account, resourceName);
}

function claim(integrationId: number, account: string | undefined, resourceName: string): number {
  const key = JSON.stringify([account, integrationId]);
  const other = claims().get(key);
  if (other !== undefined) {
    throw programError(
      `integration ${integrationId} is declared twice, by the resources '${other}' and '${resourceName}': each would undo the other's settings. Declare it once`,
    );
  }
  claims().set(key, resourceName);
  return integrationId;
}
