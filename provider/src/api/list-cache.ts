/** Reads that decide no write, as those of a refresh: a few are asked for one by one, many are answered by one list. */
import type { Client } from "./client";
import type { Integration } from "../settings/types";

/** How many are asked for one by one: the list holds the whole account, which may be far more than a stack manages. */
const few = 50;

/** How old a list may be, in milliseconds. */
const freshFor = 5_000;

/** Reads integrations of one account. One that the list does not have, or that cannot be listed, is asked for by itself. */
export function createSurvey(client: Pick<Client, "get" | "list">, now: () => number = Date.now): Client["get"] {
  let asked = 0;
  let listed: { at: number; byId: Promise<Map<number, Integration>> } | undefined;

  function list(): Promise<Map<number, Integration>> {
    if (listed === undefined || now() - listed.at > freshFor) {
      const byId = client.list().then(
        (all) => new Map(all.map((integration) => [integration.id, integration])),
        // A request for the integration itself meets the same error, or none, and tells it.
        () => new Map<number, Integration>(),
      );
      listed = { at: now(), byId };
    }
    return listed.byId;
  }

  return async (id) => (asked++ < few ? undefined : (await list()).get(id)) ?? client.get(id);
}
