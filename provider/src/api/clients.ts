/** One client for each account, opened when it is first needed: a run that sends nothing does not load the HTTP library. */
import { configuration } from "../config/accounts";
import type { Found } from "../config/sources";
import type { Client, ClientOptions } from "./client";

/** The client of an account; of the default account where none is named. Rejects where the configuration has no valid credentials for it. */
export type Clients = (account: string | undefined) => Promise<Client>;

export function createClients(found: Found, options: ClientOptions): Clients {
  const opened = new Map<string | undefined, Promise<Client>>();
  async function open(account: string | undefined): Promise<Client> {
    const configured = configuration(found, account);
    const { createClient } = await import("./client.js");
    return createClient(configured, options);
  }
  return (account) => {
    const client = opened.get(account) ?? open(account);
    opened.set(account, client);
    return client;
  };
}
