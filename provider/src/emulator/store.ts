/** What the emulator knows at a time, and what it starts with. */
import { type Account, type AccountOptions, openAccounts } from "./accounts";
import { type Behaviours, decided, type Decided } from "./behaviours";
import type { StoredIntegration } from "./integration";
import type { Outdated } from "./stale";

/** An access token that was given. */
export interface Token {
  account: Account;
  scopes: readonly string[];
  /** Until when it is valid, in milliseconds since 1970. */
  until: number;
}

/** What the API answers from. */
export interface Store {
  accounts: Account[];
  tokens: Map<string, Token>;
  /** What reads still show of integrations that were changed. */
  outdated: Outdated;
  behaviours: Decided;
  now: () => Date;
}

/** A new store. Throws an `Error` that says what is wrong with the accounts. */
export function createStore(accounts: readonly AccountOptions[], behaviours: Behaviours): Store {
  return {
    accounts: openAccounts(accounts),
    tokens: new Map(),
    outdated: new Map(),
    behaviours: decided(behaviours),
    now: () => new Date(),
  };
}

/** The integration with this number, whichever account it belongs to. */
export function integrationIn({ accounts }: Store, id: number): StoredIntegration | undefined {
  return accounts
    .map(({ integrations }) => integrations.get(id))
    .find((found) => found !== undefined);
}
