/** Provider process: what the engine asks, in Pulumi's words, handed to the life cycle. The entry point "pulumi-sendcloud/provider". */
import type * as pulumi from "@pulumi/pulumi";
import { check as checkRules } from "../check";
import type { Client } from "../client";
import { configuration, type Found, lookUp, problems } from "../config";
import { SendcloudError } from "../errors";
import { adopt, apply, compare, read as readLive } from "../lifecycle";
import { type DeclaredSettings, declaredSettings, identityShape, settingNames } from "../settings";

type Properties = Readonly<Record<string, unknown>>;

/** How the engine spells a value that a preview does not know yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let found: Found = {};
let opened: Promise<Client> | undefined;

/** Takes the configuration at once: another resource may reach `check` before an awaited call here would return. */
export function configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
  found = lookUp((key) => config.get(key), process.env);
  opened = undefined;
  return Promise.resolve();
}

/** Checks every rule of the declaration, and the configuration as far as it is there. Calls no API. */
export function check(_olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { __provider, ...declared } = news;
  const { inputs, failures } = checkRules({ declared, isUnknown: (value) => value === unknownValue });
  const misconfigured = problems(found).map((reason) => ({ property: "", reason }));
  return Promise.resolve({ inputs, failures: [...misconfigured, ...failures] });
}

/** Compares only what is declared; a changed `__provider` is no change. */
export function diff(_id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  return Promise.resolve(
    compare({ integrationId: olds.integrationId, settings: olds }, { integrationId: news.integrationId, settings: news }),
  );
}

/** Adopts the integration. */
export function create(inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  return plainly(async () => {
    const id = identityShape.integrationId.parse(inputs.integrationId);
    const declared = declaredIn(inputs);
    const facts = await adopt({ client: await client(), id, declared });
    return { id: String(id), outs: { integrationId: id, ...declared, ...facts } };
  });
}

/** Sends what was edited. The facts of the integration do not change, so they are carried over. */
export function update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult> {
  return plainly(async () => {
    const declared = declaredIn(news);
    await apply({ client: await client(), id: integrationOf(id), declared, held: olds });
    return { outs: present({ integrationId: integrationOf(id), ...declared, type: olds.type, createdAt: olds.createdAt }) };
  });
}

/** Reads the managed settings. A blank id tells the engine that the integration is gone. */
export function read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult> {
  return plainly(async () => {
    const live = await readLive({ client: await client(), id: integrationOf(id), managed: props });
    if (live === undefined) return { id: "" };
    const inputs = { integrationId: integrationOf(id), ...live.settings };
    return { id, inputs, props: { ...inputs, ...live.facts } };
  });
}

function del(): Promise<void> {
  return Promise.resolve();
}
/** Forgets the integration: nothing is sent, and nothing is ever deleted at Sendcloud. */
export { del as delete };

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
  return declaredSettings.parse(present(Object.fromEntries(settingNames.map((name) => [name, properties[name]]))));
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
