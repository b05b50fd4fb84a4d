/** Provider process: what one run has, and all resources of it share: its configuration, its accounts, its memory, its voice. */
import type * as pulumi from "@pulumi/pulumi";
import { accountProblem, problems } from "../config/accounts";
import { unknownValue } from "../pulumi/tokens";
import type { Client } from "../api/client";
import { type Clients, createClients } from "../api/clients";
import { SendcloudError } from "../errors";
import { createHandover } from "./handover";
import type { Properties } from "../values";
import { identityShape } from "../settings/schema";
import { type Found, isOn, lookUp } from "../config/sources";
import { createSurvey } from "../api/list-cache";
import type { Target } from "./write";
import { endWithParent } from "../pulumi/dynamic/watchdog";

/** Of this run alone. */
export let handover = createHandover();

let found: Found = {};
let misconfigured: pulumi.dynamic.CheckFailure[] = [];
let clients: Clients = createClients(found, tell);
const surveys = new WeakMap<Client, Client["get"]>();

/** The kinds of resources that have been configured in this run. */
let kinds = new Set<string>();

/**
 * Takes the configuration at once: another resource may reach `check` before an awaited call here would return. The SDK
 * configures each kind of resource once in a run; the kinds share what the run has.
 */
export function configure({ config }: pulumi.dynamic.ConfigureRequest, kind = "one"): Promise<void> {
  if (kinds.size > 0 && !kinds.has(kind)) {
    kinds.add(kind);
    return Promise.resolve();
  }
  kinds = new Set([kind]);
  found = lookUp((key) => config.get(key), process.env);
  misconfigured = problems(found).map((reason) => ({ property: "", reason }));
  clients = createClients(found, tell);
  handover = createHandover();
  endWithParent();
  return Promise.resolve();
}

/** The configuration of the run. */
export function configured(): Found {
  return found;
}

/** What is wrong with the configuration, for resources of this account, as far as the account is known. */
export function misconfigurations(account: unknown): readonly pulumi.dynamic.CheckFailure[] {
  if (typeof account !== "string" || account === "" || account === unknownValue) return misconfigured;
  const reason = accountProblem(found, account);
  return reason === undefined ? misconfigured : [...misconfigured, { property: "", reason }];
}

/** The integration that a resource manages, in its account. */
export async function target(id: pulumi.ID, { account }: Properties): Promise<Target> {
  const { data } = identityShape.integrationId.safeParse(Number(id));
  if (data === undefined) throw new SendcloudError("the resource's id must be the number of an integration, such as 12345");
  return { id: data, client: await clients(typeof account === "string" ? account : undefined), verify: isOn(found.verifyWrites) };
}

/** The same, for a read that decides no write. */
export async function surveyed(id: pulumi.ID, properties: Properties): Promise<Target> {
  const asked = await target(id, properties);
  const get = surveys.get(asked.client) ?? createSurvey(asked.client);
  surveys.set(asked.client, get);
  return { ...asked, client: { ...asked.client, get } };
}

/** What the process prints, the engine shows as a message of the stack, while it runs. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
