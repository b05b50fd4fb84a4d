/** Provider process: what one run has, and all resources of it share: its configuration, its accounts, its memory, its voice. */
import type * as pulumi from "@pulumi/pulumi";
import { problems } from "../accounts";
import { type Clients, createClients } from "../clients";
import { SendcloudError } from "../errors";
import { createHandover } from "../handover";
import { identityShape } from "../settings";
import { type Found, isOn, lookUp } from "../sources";
import type { Target } from "../write";
import { endWithParent } from "./orphan";
import type { Properties } from "./state";

/** Of this run alone. */
export let handover = createHandover();

let found: Found = {};
let misconfigured: pulumi.dynamic.CheckFailure[] = [];
let clients: Clients = createClients(found, tell);

/** Takes the configuration at once: another resource may reach `check` before an awaited call here would return. */
export function configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
  found = lookUp((key) => config.get(key), process.env);
  misconfigured = problems(found).map((reason) => ({ property: "", reason }));
  clients = createClients(found, tell);
  handover = createHandover();
  endWithParent();
  return Promise.resolve();
}

/** The configuration of the run, and what is wrong with it. */
export function configured(): { found: Found; misconfigured: readonly pulumi.dynamic.CheckFailure[] } {
  return { found, misconfigured };
}

/** The integration that a resource manages, in its account. */
export async function target(id: pulumi.ID, { account }: Properties): Promise<Target> {
  const { data } = identityShape.integrationId.safeParse(Number(id));
  if (data === undefined) throw new SendcloudError("the resource's id must be the number of an integration, such as 12345");
  return { id: data, client: await clients(typeof account === "string" ? account : undefined), verify: isOn(found.verifyWrites) };
}

/** What the process prints, the engine shows as a message of the stack, while it runs. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
