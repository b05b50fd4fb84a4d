/** What the resources of one run share: its configuration, its clients, and what a replaced resource leaves to its replacement. */
import { setTimeout as sleep } from "node:timers/promises";
import { createClients } from "../api/client";
import type { Client, ClientOptions } from "../api/client";
import { createListCache } from "../api/pages";
import { accountProblem, problems } from "../config/config";
import { type Found, isOn } from "../config/sources";
import { SendcloudError } from "../errors";
import type { Integration } from "../settings/types";
import { createHandover, type Handover } from "./handover";
import { labelOf } from "./messages";
import type { Managed } from "./state";
import type { Target } from "./target";

/** What a run is made of. Retry and time-out settings are defaults unless given. */
export interface RunOptions extends Omit<ClientOptions, "tell"> {
  config: Found;
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
  /** How long to wait before a read that may be behind a write is repeated, in milliseconds, for each time that it is. */
  rereadDelays?: readonly number[];
  /** How many integrations of an account are read one by one, before the list is read in place of more. */
  readOneByOne?: number;
}

/** Reads at Sendcloud are not known to be behind writes; a few seconds are enough for a replica. */
const defaultRereadDelays = [500, 1_500, 3_000];

/** One run of the engine over a stack. */
export interface Run {
  readonly config: Found;
  /** Called with one line of progress at a time. */
  readonly tell: (line: string) => void;
  /** Tells what may come up more than once in a run: only the first time. */
  readonly tellOnce: (line: string) => void;
  /** Advice that an error of this run gave already. */
  readonly advised: Set<string>;
  /** What is wrong with the configuration; with an account's too, where one is named. */
  problems(account?: string): string[];
  /** The client of an account. Rejects where the configuration has no valid credentials for it. */
  client(account?: string): Promise<Client>;
  /** The integration, and the client of its account. Rejects where the configuration has no valid credentials for the account. */
  target(of: Managed): Promise<Target>;
  /** The same, for reads that no write depends on: they may come from a cached list. */
  reader(of: Managed): Promise<Target>;
  readonly handover: Handover;
}

/** Starts a run. Nothing is sent, and no client opened, until a resource needs it. */
export function createRun(options: RunOptions): Run {
  const {
    config,
    tell,
    rereadDelays = defaultRereadDelays,
    readOneByOne,
    ...clientOptions
  } = options;
  const clients = createClients(config, { tell, ...clientOptions });
  const readers = new WeakMap<Client, Client>();
  const misconfigured = problems(config);
  const verify = isOn(config.verifyWrites);
  const told = new Set<string>();
  const lists = new WeakMap<Client, Promise<Integration[]>>();
  const waits = { delays: rereadDelays, signal: clientOptions.signal };

  function targetOf(of: Managed, client: Client): Target {
    return {
      id: of.integrationId,
      account: of.account,
      label: labelOf(of),
      client,
      verify,
      reread: (read, isExpected) => reread(read, isExpected, waits),
      listed: () => listed(client),
    };
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
    tellOnce(line) {
      if (!told.has(line)) tell(line);
      told.add(line);
    },
    advised: new Set(),
    problems(account) {
      const unknown = account === undefined ? undefined : accountProblem(config, account);
      return unknown === undefined ? misconfigured : [...misconfigured, unknown];
    },
    client: (account) => clients(account),
    async target(of) {
      return targetOf(of, await clients(of.account));
    },
    async reader(of) {
      const client = await clients(of.account);
      const reader = readers.get(client) ?? {
        ...client,
        get: createListCache(client, readOneByOne),
      };
      readers.set(client, reader);
      return targetOf(of, reader);
    },
    handover: createHandover(),
  };
}

/** What was found last counts, also where the command is cancelled meanwhile. */
async function reread<Of>(
  read: () => Promise<Of>,
  isExpected: (found: Of) => boolean,
  { delays, signal }: { delays: readonly number[]; signal: AbortSignal | undefined },
): Promise<Of> {
  let found = await read();
  for (const delay of delays) {
    if (isExpected(found) || (await isCancelledWhile(delay, signal))) break;
    found = await read();
  }
  return found;
}

/** Waits, but for no longer than until the command is cancelled. */
async function isCancelledWhile(delay: number, signal: AbortSignal | undefined): Promise<boolean> {
  await sleep(delay, undefined, signal && { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
  return signal?.aborted === true;
}
