/** One client for each account, opened when it is first needed: nothing waits for the HTTP library that sends nothing. */
import { configuration } from "./accounts";
import type { Client } from "./client";
import type { Found } from "./sources";

/** The client of an account; of the default account where none is named. Rejects where the configuration does not open it. */
export type Clients = (account: string | undefined) => Promise<Client>;

export function createClients(found: Found, tell: (line: string) => void): Clients {
  const opened = new Map<string | undefined, Promise<Client>>();
  return async (account) => {
    const configured = configuration(found, account);
    const client = opened.get(account) ?? import("./client.js").then(({ createClient }) => createClient(configured, { tell }));
    opened.set(account, client);
    return client;
  };
}
