/** Which resource of a program manages which integration, so that no two fight over one. Loads no library, since the program process runs it. */

/** Who manages what, empty at first. */
export interface Claims {
  /** Claims an integration of an account; again by the same owner is no second claim. Returns the problem where another owner was faster. */
  claim(integration: { integrationId: number; account: string | undefined }, owner: Owner): string | undefined;
}

/** A resource: what tells it from all others, and its name in messages. */
export interface Owner {
  key: string;
  name: string;
}

export function createClaims(): Claims {
  const owners = new Map<string, Owner>();
  return {
    claim({ integrationId, account }, owner) {
      const key = JSON.stringify([account, integrationId]);
      const first = owners.get(key) ?? owner;
      owners.set(key, first);
      if (first.key === owner.key) return undefined;
      return `integration ${integrationId} is declared twice, by the resources '${first.name}' and '${owner.name}': each would undo the other's settings. Declare it once`;
    },
  };
}
