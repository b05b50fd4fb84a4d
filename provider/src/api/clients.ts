/** One client for each account, opened when it is first needed: nothing waits for the HTTP library that sends nothing. */
import { configuration } from "../config/accounts";
import type { Client } from "./client";
import type { Found } from "../config/sources";

/** The client of an account; of the default account where none is named. Rejects where the configuration does not open it. */
export type Clients = (account: string | undefined) => Promise<Client>;

export function createClients(found: Found, tell: (line: string) => void): Clients {
  const opened = new Map<string | undefined, Promise<Client>>();
  async function open(account: string | undefined): Promise<Client> {
    const configured = configuration(found, account);
    const { createClient } = await import("./client.js");
    return createClient(configured, { tell });
  }
  return (account) => {
    const client = opened.get(account) ?? open(account);
    opened.set(account, client);
    return client;
  };
}
