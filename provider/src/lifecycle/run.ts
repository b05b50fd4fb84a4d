/** What the resources of one run share: its configuration, its clients, and what they hand over to each other. */
import { type Client, type ClientOptions, type Clients, createClients } from "../api/client";
import { accountProblem, ownerOf, problems } from "../config/config";
import { type Found, isOn } from "../config/sources";
import { SendcloudError } from "../errors";
import { Handover } from "./handover";
import type { Integration } from "../settings/types";
import type { Managed, Result } from "./state";

/** What a run is made of. Retry and time-out settings are defaults unless given. */
export interface RunOptions extends Omit<ClientOptions, "tell"> {
  config: Found;
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
  /** How many integrations of an account are read one by one, before the list is read in place of more. */
  readOneByOne?: number;
}

/** One integration, and the client of its account. */
export interface Target {
  client: Client;
  id: number;
  account: string | undefined;
  /** Whether each write is read back. */
  verify: boolean;
}

/** One run of the engine over a stack. Nothing is sent, and no client opened, until a resource needs it. */
export class Run {
  readonly config: Found;
  readonly tell: (line: string) => void;
  /** The client of an account. Rejects where the configuration has no valid credentials for it. */
  readonly client: Clients;
  private readonly cachedReads = new WeakMap<Client, Client["get"]>();
  private readonly handovers = new Map<string, Handover>();
  private readonly known = new Set<string>();
  private readonly owners = new Map<string | undefined, string>();
  private readonly misconfigured: string[];
  private readonly readOneByOne: number | undefined;

  constructor({ config, tell, readOneByOne, ...clientOptions }: RunOptions) {
    this.config = config;
    this.tell = tell;
    this.readOneByOne = readOneByOne;
    this.client = createClients(config, { tell, ...clientOptions });
    this.misconfigured = problems(config);
  }

  /** Reports what may come up more than once in a run: only the first time. */
  tellOnce(line: string): void {
    if (!this.known.has(line)) this.tell(line);
    this.known.add(line);
  }

  /** What is wrong with the configuration; with an account's too, where one is named. */
  problems(account?: string): string[] {
    const unknown = account === undefined ? undefined : accountProblem(this.config, account);
    return unknown === undefined ? this.misconfigured : [...this.misconfigured, unknown];
  }

  /** Tells integrations apart: two names of one account are the same account. */
  keyOf({ integrationId, account }: Managed): string {
    // Without keys, each look-up of an owner would throw and catch an error.
    const owner = this.owners.get(account) ?? ownerOf(this.config, account) ?? account ?? "";
    this.owners.set(account, owner);
    return JSON.stringify([owner, integrationId]);
  }

  /** What the resources of the run know of one integration. */
  handover(of: Managed): Handover {
    const key = this.keyOf(of);
    const handover = this.handovers.get(key) ?? new Handover();
    this.handovers.set(key, handover);
    return handover;
  }

  async target({ integrationId: id, account }: Managed): Promise<Target> {
    const client = await this.client(account);
    return { id, account, client, verify: isOn(this.config.verifyWrites) };
  }

  /** For reads that no write depends on: they may come from a cached list. */
  async reader(of: Managed): Promise<Target> {
    const target = await this.target(of);
    const { client } = target;
    const get = this.cachedReads.get(client) ?? readsOf(client, this.readOneByOne);
    this.cachedReads.set(client, get);
    return { ...target, client: { ...client, get } };
  }
}

/** Errors that an operator can act on become part of the result. */
export async function attempt(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SendcloudError)) throw error;
    return { problem: error, messages: [] };
  }
}

/** Reads a few integrations one by one, and more from one cached list of the account. Where the list fails, one by one too. */
function readsOf(client: Client, readOneByOne = 50): Client["get"] {
  let reads = 0;
  let listed: { at: number; byId: Promise<Map<number, Integration>> } | undefined;
  return async (id) => {
    if (reads++ < readOneByOne) return client.get(id);
    if (listed === undefined || Date.now() - listed.at > 5_000) {
      const all = client.list().catch(() => []);
      const byId = all.then((found) => new Map(found.map((one) => [one.id, one])));
      listed = { at: Date.now(), byId };
    }
    return (await listed.byId).get(id) ?? client.get(id);
  };
}
