/** Program process: an integration that resources of two providers declare. Each provider has a process of its own, which knows nothing of the other's. */
import { integrationKey } from "../../settings/key";
import { programError } from "./context";
import type { Declaration } from "./kept";

/** Ends the program where a resource of another provider declares the same integration. */
export function refuseOtherProviders(declarations: readonly Declaration[], { name, provider, integrations = [] }: Declaration): void {
  const keys = new Set(integrations.map(integrationKey));
  for (const other of declarations) {
    if (other.provider === provider) continue;
    const shared = other.integrations?.find((one) => keys.has(integrationKey(one)));
    if (shared === undefined) continue;
    throw programError(
      `integration ${shared.integrationId} is declared twice, by the resources '${other.name}' and '${name}': each would undo the other's settings. Declare it once`,
    );
  }
}
