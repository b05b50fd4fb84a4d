/** Provider process: what the engine asks, in Pulumi's words, handed to the life cycle. The entry point "pulumi-sendcloud/provider". */
import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { check as checkRules } from "../check";
import { namesOf, pick } from "../changes";
import type { Client } from "../client";
import { configuration, type Found, lookUp, problems } from "../config";
import { SendcloudError } from "../errors";
import { type Adoption, adopt, compare, read as readLive, type Recorded, remove, update as updateLive } from "../lifecycle";
import { type DeclaredSettings, declaredSettings, identityShape, settingNames } from "../settings";

type Properties = Readonly<Record<string, unknown>>;

/** How the engine spells a value that a preview does not know yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let found: Found = {};
let misconfigured: pulumi.dynamic.CheckFailure[] = [];
let opened: Promise<Client> | undefined;

/** Takes the configuration at once: another resource may reach `check` before an awaited call here would return. */
export function configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
  found = lookUp((key) => config.get(key), process.env);
  misconfigured = problems(found).map((reason) => ({ property: "", reason }));
  opened = undefined;
  return Promise.resolve();
}

/** Checks every rule of the declaration, and the configuration as far as it is there. Calls no API. */
export function check(_olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { __provider, ...declared } = news;
  const { inputs, failures } = checkRules({ declared, isUnknown: (value) => value === unknownValue });
  return Promise.resolve({ inputs, failures: [...misconfigured, ...failures] });
}

/** Compares only what is declared; a changed `__provider` is no change. Says, at preview too, what becomes of a setting that was removed. */
export function diff(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  const comparable = (properties: Properties) => ({
    integrationId: properties.integrationId,
    onDestroy: properties.onDestroy,
    settings: properties,
  });
  const { changes, replaces, released } = compare(comparable(olds), comparable(news));
  if (released.length > 0) {
    const becomes = recordedIn(olds).restore ? "returns to what it was when it was adopted" : "stays as it is at Sendcloud";
    tell(`integration ${id}: no longer declared, and ${becomes}: ${released.join(", ")}`);
  }
  return Promise.resolve({ changes, replaces });
}

/** Adopts the integration. */
export function create(inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  return plainly(async () => {
    const id = String(inputs.integrationId);
    const { facts, adoption } = await adopt(await target(id), declaredIn(inputs));
    return { id, outs: present({ ...declaration(inputs), ...facts, adoption: stored(adoption) }) };
  });
}

/** Sends what was edited. The facts of the integration do not change, so they are carried over. */
export function update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult> {
  return plainly(async () => {
    const { adoption, left } = await updateLive(await target(id), declaredIn(news), recordedIn(olds));
    tellLeft(id, left);
    return { outs: present({ ...declaration(news), type: olds.type, createdAt: olds.createdAt, adoption: stored(adoption) }) };
  });
}

/** Reads the managed settings. A blank id tells the engine that the integration is gone. */
export function read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult> {
  return plainly(async () => {
    const live = await readLive(await target(id), recordedIn(props));
    if (live === undefined) return { id: "" };
    const inputs = present({ integrationId: integrationOf(id), ...live.settings, onDestroy: props.onDestroy });
    return { id, inputs: { ...inputs }, props: present({ ...inputs, ...live.facts, adoption: stored(live.adoption) }) };
  });
}

function del(id: pulumi.ID, props: Properties): Promise<void> {
  return plainly(async () => {
    const recorded = recordedIn(props);
    if (recorded.restore) tellLeft(id, await remove(await target(id), recorded));
  });
}
/** Forgets the integration, or restores its settings where that was chosen; nothing is ever deleted at Sendcloud. */
export { del as delete };

async function target(id: pulumi.ID): Promise<{ client: Client; id: number }> {
  return { id: integrationOf(id), client: await client() };
}

const adoptionRecord = z.object({ before: z.record(z.string(), z.unknown()), applied: z.record(z.string(), z.unknown()).default({}) });

/** The record without its empty parts: every byte of a state is written again and again during a run. */
function stored({ before, applied }: Adoption): Properties | undefined {
  if (namesOf(applied).length > 0) return { before, applied };
  return namesOf(before).length > 0 ? { before } : undefined;
}

/** States of before adoptions were remembered have none: their settings are remembered from the next update on. */
function recordedIn(properties: Properties): Recorded {
  const { data: adoption = { before: {}, applied: {} } } = adoptionRecord.safeParse(properties.adoption);
  return { settings: properties, adoption, restore: properties.onDestroy === "restore" };
}

/** What is recorded of what was declared. */
function declaration(inputs: Properties): Properties {
  return present({ integrationId: inputs.integrationId, ...declaredIn(inputs), onDestroy: inputs.onDestroy });
}

function tellLeft(id: pulumi.ID, left: readonly string[]): void {
  if (left.length === 0) return;
  tell(`integration ${id}: left as it is, since somebody else changed it or Sendcloud would refuse what it was: ${left.join(", ")}`);
}

/** The client is loaded only here: a preview asks nothing of the API, and does not wait for the HTTP library to load. */
function client(): Promise<Client> {
  opened ??= import("../client.js").then(({ createClient }) => createClient(configuration(found), { tell }));
  return opened;
}

/** What the process prints, the engine shows as a message of the stack, while it runs. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function declaredIn(properties: Properties): DeclaredSettings {
  return declaredSettings.parse(pick(properties, settingNames));
}

/** The wire format has no `undefined`: one in the outputs would fail the run after the settings were sent. */
function present(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function integrationOf(id: pulumi.ID): number {
  const { data } = identityShape.integrationId.safeParse(Number(id));
  if (data === undefined) throw new SendcloudError("the resource's id must be the number of an integration, such as 12345");
  return data;
}

/** The runtime prints `${error}: ${error.stack}` before the engine prints the message: without this, an operator reads a stack trace. */
async function plainly<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SendcloudError) {
      error.stack = error.message;
      error.toString = () => error.name;
    }
    throw error;
  }
}
