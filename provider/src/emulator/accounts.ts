/** The accounts that an emulator has: who they are, their keys, and their integrations. */
import type { StoredIntegration } from "./integration";
import type { Accepted } from "./limits";
import { complete, type Seed } from "./seed";

/**
 * An account to start with.
 * @example
 * ```ts
 * import { type AccountOptions, startEmulator } from "pulumi-sendcloud/emulator";
 *
 * const berlin: AccountOptions = { account: 2, publicKey: "berlin-public", secretKey: "berlin-secret", seed: [{ id: 67890 }] };
 * const emulator = await startEmulator({ accounts: [berlin] });
 * await emulator.close();
 * ```
 */
export interface AccountOptions {
  /** The user id that `GET /user/auth/metadata` tells; each account has its own. */
  account: number;
  publicKey: string;
  secretKey: string;
  /** OAuth2 client that gets tokens; there is none unless both are given. */
  clientId?: string;
  clientSecret?: string;
  /** Its integrations to start with; in the whole emulator no two have the same number. */
  seed?: readonly Seed[];
}

/** An account, as it is now. */
export interface Account extends Omit<AccountOptions, "seed"> {
  /** By number. */
  integrations: Map<number, StoredIntegration>;
  /** What counts for its request limit. */
  accepted: Accepted;
}

/** Opens accounts. Throws an `Error` that says what is wrong with their seeds or their ids. */
export function openAccounts(options: readonly AccountOptions[]): Account[] {
  const twice = options.find(
    ({ account }, at) => options.findIndex((other) => other.account === account) !== at,
  );
  if (twice !== undefined) throw new Error(`two accounts have the same user id, ${twice.account}`);
  if (new Set(options.map(({ publicKey }) => publicKey)).size < options.length)
    throw new Error("two accounts have the same public key");
  complete(options.flatMap(({ seed = [] }) => seed));
  return options.map(({ seed = [], ...account }) => ({
    ...account,
    integrations: new Map(complete(seed).map((integration) => [integration.id, integration])),
    accepted: { reads: [], writes: [] },
  }));
}
