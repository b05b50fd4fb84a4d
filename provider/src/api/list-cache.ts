/** A cache of the account's list for reads that no write depends on, such as a refresh: a few integrations are read one by one, many from one list. */
import type { Client } from "./client";
import type { Integration } from "../settings/types";

/** How many are read one by one: the list holds the whole account, which may be far more than a stack manages. */
const usuallyOneByOne = 50;

/** How old a cached list may be, in milliseconds. */
const maxAge = 5_000;

/** Reads integrations of one account. One that the list does not have, or where the list fails, is read by itself. */
export function createListCache(
  client: Pick<Client, "get" | "list">,
  readOneByOne = usuallyOneByOne,
  now: () => number = Date.now,
): Client["get"] {
  let reads = 0;
  let listed: { at: number; byId: Promise<Map<number, Integration>> } | undefined;

  function list(): Promise<Map<number, Integration>> {
    if (listed === undefined || now() - listed.at > maxAge) {
      const byId = client.list().then(
        (all) => new Map(all.map((integration) => [integration.id, integration])),
        // Where the list fails, the integration is read by itself, and that read reports any error.
        () => new Map<number, Integration>(),
      );
      listed = { at: now(), byId };
    }
    return listed.byId;
  }

  return async (id) =>
    (reads++ < readOneByOne ? undefined : (await list()).get(id)) ?? client.get(id);
}
