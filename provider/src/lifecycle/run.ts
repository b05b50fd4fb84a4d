/** What the resources of one run share: its configuration, its clients, and what a replaced resource leaves to its replacement. */
import { setTimeout as sleep } from "node:timers/promises";
import { createClients } from "../api/clients";
import type { Client, ClientOptions } from "../api/client";
import { createListCache } from "../api/list-cache";
import { accountProblem, problems } from "../config/accounts";
import { type Found, isOn } from "../config/sources";
import { SendcloudError } from "../errors";
import type { Integration } from "../settings/types";
import { type Announced, createReplacements, type Replacements } from "./replacements";
import type { Managed } from "./state";
import type { Target } from "./write";

/** What a run is made of. Retry and time-out settings are defaults unless given. */
export interface RunOptions extends Omit<ClientOptions, "tell"> {
  config: Found;
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
  /** How long to wait before a read that may be behind a write is repeated, in milliseconds, for each time that it is. */
  rereadDelays?: readonly number[];
  /** Which integrations the program says must not be restored, whether or not this run was told of their resources. */
  announced?: Announced;
}

/** Reads at Sendcloud are not known to be behind writes; a few seconds are enough for a replica. */
const defaultRereadDelays = [500, 1_500, 3_000];

/** One run of the engine over a stack. */
export interface Run {
  readonly config: Found;
  /** Called with one line of progress at a time. */
  readonly tell: (line: string) => void;
  /** What is wrong with the configuration; with an account's too, where one is named. */
  problems(account?: string): string[];
  /** The integration, and the client of its account. Rejects where the configuration has no valid credentials for the account. */
  target(of: Managed): Promise<Target>;
  /** The same, for reads that no write depends on: they may come from a cached list. */
  reader(of: Managed): Promise<Target>;
  readonly replacements: Replacements;
}

/** Starts a run. Nothing is sent, and no client opened, until a resource needs it. */
export function createRun({ config, tell, rereadDelays = defaultRereadDelays, announced, ...clientOptions }: RunOptions): Run {
  const clients = createClients(config, { tell, ...clientOptions });
  const readers = new WeakMap<Client, Client>();
  const misconfigured = problems(config);
  const verify = isOn(config.verifyWrites);
  const lists = new WeakMap<Client, Promise<Integration[]>>();

  function targetOf(id: number, client: Client): Target {
    return { id, client, verify, reread: (read, isExpected) => reread(read, isExpected, rereadDelays), listed: () => listed(client) };
  }

  /** For hints only: where the list fails, there is none. */
  function listed(client: Client): Promise<Integration[]> {
    const list =
      lists.get(client) ??
      client.list().catch((error: unknown) => {
        if (error instanceof SendcloudError) return [];
        throw error;
      });
    lists.set(client, list);
    return list;
  }
  return {
    config,
    tell,
    problems(account) {
      const unknown = account === undefined ? undefined : accountProblem(config, account);
      return unknown === undefined ? misconfigured : [...misconfigured, unknown];
    },
    async target({ integrationId, account }) {
      return targetOf(integrationId, await clients(account));
    },
    async reader({ integrationId, account }) {
      const client = await clients(account);
      const reader = readers.get(client) ?? { ...client, get: createListCache(client) };
      readers.set(client, reader);
      return targetOf(integrationId, reader);
    },
    replacements: createReplacements(announced),
  };
}

async function reread<Of>(read: () => Promise<Of>, isExpected: (found: Of) => boolean, delays: readonly number[]): Promise<Of> {
  let found = await read();
  for (const delay of delays) {
    if (isExpected(found)) break;
    await sleep(delay);
    found = await read();
  }
  return found;
}
