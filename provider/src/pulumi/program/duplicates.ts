/** Program process: which resource of the running program manages which integration, so that no two fight over one. */
import * as pulumi from "@pulumi/pulumi";
import { createClaims } from "../../settings/claims";
import { isLater, perProgram, programError } from "./context";

const claims = perProgram(() => ({ ...createClaims(), count: 0 }));

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

function claim(integrationId: number, account: string | undefined, name: string): number {
  const all = claims();
  // Each construction is an owner of its own: two resources of one name are two.
  const problem = all.claim({ integrationId, account }, { key: String(all.count++), name });
  if (problem !== undefined) throw programError(problem);
  return integrationId;
}
