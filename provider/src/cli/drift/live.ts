/** The integrations as they are now: each account's list is read once, with the keys that its resources have. */
import type { Clients } from "../../api/client";
import { SendcloudError } from "../../errors";
import type { Integration } from "../../settings/types";
import type { Properties } from "../../values";
import type { Stored, StoredProvider } from "../stored";

/** The integrations of one account by number, or why they could not be read. */
export type Live = { integrations: ReadonlyMap<number, Integration> } | { problem: string };

/** How the accounts of the stack, and of providers that its program declares, are opened. */
export interface Openers {
  stack: Clients;
  provider: (configuration: Properties) => Clients;
}

/** Reads the account of each resource. Keys of a provider come from the state, and may be out of date: then its resources are not compared. With the stack's own keys any failure is an error. */
export async function readLive(
  stored: readonly Stored[],
  openers: Openers,
): Promise<(resource: Stored) => Live> {
  const accounts = new Map(stored.map((resource) => [accountKey(resource), resource]));
  const lists = new Map<string, Live>();
  for (const [key, { provider, outputs }] of accounts) {
    const account = typeof outputs.account === "string" ? outputs.account : undefined;
    const live =
      provider === undefined
        ? await listed(openers.stack, account)
        : await listedBy(provider, openers, account);
    lists.set(key, live);
  }
  return (resource) => lists.get(accountKey(resource)) ?? { problem: "its account was not read" };
}

function accountKey({ provider, outputs }: Stored): string {
  return JSON.stringify([provider?.urn ?? null, outputs.account ?? null]);
}

async function listedBy(
  { name, configuration }: StoredProvider,
  openers: Openers,
  account: string | undefined,
): Promise<Live> {
  if (configuration === undefined)
    return { problem: `the state does not hold its provider ${name}` };
  try {
    return await listed(openers.provider(configuration), account);
  } catch (error) {
    if (!(error instanceof SendcloudError)) throw error;
    return {
      problem: `its provider ${name}, as the last pulumi up configured it: ${error.message}`,
    };
  }
}

async function listed(clientOf: Clients, account: string | undefined): Promise<Live> {
  const client = await clientOf(account);
  try {
    return { integrations: new Map((await client.list()).map((one) => [one.id, one])) };
  } finally {
    await client.close();
  }
}
