/** What the resources of one run share: its configuration, its clients, and what a replaced resource leaves to its replacement. */
import { createClients } from "../api/clients";
import type { Client, ClientOptions } from "../api/client";
import { createListCache } from "../api/list-cache";
import { accountProblem, problems } from "../config/accounts";
import { type Found, isOn } from "../config/sources";
import type { Managed, State } from "./state";
import type { Target } from "./write";

/** What a run is made of. Retry and time-out settings are defaults unless given. */
export interface RunOptions extends Omit<ClientOptions, "tell"> {
  config: Found;
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
}

/** One run of the engine over a stack. */
export interface Run {
  readonly config: Found;
  /** Called with one line of progress at a time. */
  readonly tell: (line: string) => void;
  /** What is wrong with the configuration; with an account's too, where one is named. */
  problems(account?: string): string[];
  /** The client of an account. Rejects where the configuration has no valid credentials for it. */
  client(account?: string): Promise<Client>;
  /** The integration, and the client of its account. Rejects where the configuration has no valid credentials for the account. */
  target(of: Managed): Promise<Target>;
  /** The same, for reads that no write depends on: they may come from a cached list. */
  reader(of: Managed): Promise<Target>;
  readonly replacements: Replacements;
}

/** What resources of one run leave to those that manage the same integration next: a resource to its replacement, a member to its next name. */
export interface Replacements {
  /** Records that the program still declares the integration: deleting a resource of it is then part of a replacement or a move. */
  declare: (of: Managed) => void;
  isDeclared: (of: Managed) => boolean;
  /** Remembers the state of a resource that releases its integration. */
  leave: (state: State) => void;
  left: (of: Managed) => State | undefined;
}

/** Starts a run. Nothing is sent, and no client opened, until a resource needs it. */
export function createRun({ config, tell, ...clientOptions }: RunOptions): Run {
  const clients = createClients(config, { tell, ...clientOptions });
  const readers = new WeakMap<Client, Client>();
  const misconfigured = problems(config);
  const verify = isOn(config.verifyWrites);
  return {
    config,
    tell,
    problems(account) {
      const unknown = account === undefined ? undefined : accountProblem(config, account);
      return unknown === undefined ? misconfigured : [...misconfigured, unknown];
    },
    client: (account) => clients(account),
    async target({ integrationId, account }) {
      return { id: integrationId, client: await clients(account), verify };
    },
    async reader({ integrationId, account }) {
      const client = await clients(account);
      const reader = readers.get(client) ?? { ...client, get: createListCache(client) };
      readers.set(client, reader);
      return { id: integrationId, client: reader, verify };
    },
    replacements: createReplacements(),
  };
}

/** Creates the record of one run, empty at first. */
export function createReplacements(): Replacements {
  const declared = new Set<string>();
  const states = new Map<string, State>();
  const key = ({ account, integrationId }: Managed): string => JSON.stringify([account, integrationId]);
  return {
    declare: (of) => void declared.add(key(of)),
    isDeclared: (of) => declared.has(key(of)),
    leave: (state) => void states.set(key(state), state),
    left: (of) => states.get(key(of)),
  };
}
