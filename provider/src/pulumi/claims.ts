/** Program process: which resource of the running program manages which integration, so that no two fight over one. */
import { perProgram, programError } from "./program";

const claims = perProgram(() => new Map<string, string>());

/**
 * Passes the number on, once per program and account. The second resource to claim it ends the program with an error that
 * names both: each would undo the other's settings at every run.
 */
export function claim(integrationId: number, account: string | undefined, resourceName: string): number {
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
