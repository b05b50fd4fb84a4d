/** Provider process: a set of integrations, each managed as a resource of its own is. The entry point "pulumi-sendcloud/set-provider". */
import type * as pulumi from "@pulumi/pulumi";
import { checkSet } from "../check-set";
import { compare } from "../compare";
import { unknownValue } from "../engine";
import { SendcloudError } from "../errors";
import { isMap, joined, membersOf } from "../members";
import { partly, plainly } from "./failures";
import * as one from "./provider";
import { configure as configureRun, handover, misconfigurations, tell } from "./run";
import { identifiedIn, type Properties, recordedIn } from "./state";

/** How many failures are told one by one. */
const mostTold = 20;

/** Takes the configuration of the run. */
export function configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
  return configureRun(request, "set");
}

/** Checks every rule of every member, and that no integration is declared twice. Calls no API. */
export function check(_olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { __provider, ...declared } = news;
  const { account } = declared;
  for (const { integrationId } of membersOf(declared).values()) {
    if (typeof integrationId === "number") handover.declares(account, String(integrationId));
  }
  const { inputs, failures } = checkSet(declared, (value) => value === unknownValue);
  return Promise.resolve({ inputs, failures: [...misconfigurations(account), ...failures] });
}

/** Compares member by member. Another account replaces the set; another integration of a member does not. */
export async function diff(_id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  const [before, after] = [membersOf(olds), membersOf(news)];
  const unknown = hasUnknown(news);
  let changes = olds.onDestroy !== news.onDestroy || unknown;
  for (const [name, member] of after) {
    const was = before.get(name);
    changes = was === undefined || (await one.diff(idOf(was), was, member)).changes === true || changes;
  }
  const becomes = olds.onDestroy === "restore" ? "returns to what it was when it was adopted" : "stays as it is at Sendcloud";
  for (const [name, member] of before) {
    if (after.has(name) || unknown) continue;
    changes = true;
    if (!handover.isDeclared(olds.account, idOf(member))) tell(`integration ${idOf(member)} (${name}): no longer declared, and ${becomes}`);
  }
  const moves = olds.account !== news.account;
  return { changes: changes || moves, replaces: moves ? ["account"] : [] };
}

/** Adopts the members, and records those that could be. */
export function create(inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  const id = typeof inputs.account === "string" ? inputs.account : "default";
  return plainly(async () => ({ id, outs: await settle(id, inputs, new Map(), membersOf(inputs)) }));
}

/** Releases the members that went, adopts those that came, and sends what was edited of the others. */
export function update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult> {
  return plainly(async () => ({ outs: await settle(id, news, membersOf(olds), membersOf(news)) }));
}

/** Reads the members, all with one list where they are many. One that is gone is no longer in the set. */
export function read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult> {
  return plainly(async () => {
    const entries = await Promise.all(
      [...membersOf(props)].map(async ([name, member]) => [name, await one.read(idOf(member), member)] as const),
    );
    const [inputs, outputs] = [new Map<string, Properties>(), new Map<string, Properties>()];
    for (const [name, found] of entries) {
      if (found.inputs) inputs.set(name, found.inputs);
      if (found.props) outputs.set(name, found.props);
      else tell(`warning: integration ${idOf(membersOf(props).get(name))} (${name}) is gone`);
    }
    return { id, inputs: joined(props, inputs), props: joined(props, outputs) };
  });
}

function del(_id: pulumi.ID, props: Properties): Promise<void> {
  return plainly(async () => {
    const problems = await each(membersOf(props), (member) => one.delete(idOf(member), member));
    if (problems.size > 0) throw new SendcloudError(told(problems, "run the same command again: what is restored already is left alone"));
  });
}
/** Forgets the members, or restores them where that was chosen; nothing is ever deleted at Sendcloud. */
export { del as delete };

/** Makes the members what is declared; where some cannot be, the engine records the others, and what is known of these. */
async function settle(
  id: pulumi.ID,
  news: Properties,
  before: ReadonlyMap<string, Properties>,
  after: ReadonlyMap<string, Properties>,
): Promise<Properties> {
  const held = new Map(before);
  const leaving = new Map([...before].filter(([name, was]) => after.get(name)?.integrationId !== was.integrationId));
  // What a member remembers goes to the member that manages its integration next.
  const problems = await each(leaving, async (member, name) => {
    await one.delete(idOf(member), member);
    held.delete(name);
  });
  const staying = new Map([...after].filter(([name]) => !problems.has(name)));
  const settled = await each(staying, async (member, name) => {
    const was = held.get(name);
    try {
      held.set(name, await become(was, member));
    } catch (error) {
      const partial = propertiesOf(error);
      if (partial) held.set(name, partial);
      throw error;
    }
  });
  for (const [name, problem] of settled) problems.set(name, problem);
  const outs = joined(news, held);
  if (problems.size === 0) return outs;
  const error = new SendcloudError(told(problems, "the other members are as declared. Run `pulumi up` again"));
  throw held.size === 0 ? error : partly(error, id, outs, news);
}

/** What is recorded of a member once it is as declared. */
async function become(was: Properties | undefined, member: Properties): Promise<Properties> {
  if (was === undefined) return (await one.create(member)).outs;
  const { changes } = compare({ ...identifiedIn(was), ...recordedIn(was) }, { ...identifiedIn(member), settings: member });
  return changes ? (await one.update(idOf(was), was, member)).outs : was;
}

/** Does the work for all members at once, as far as the account's limits let it. A failure of one stops no other: returns what failed, by name. */
async function each(
  members: ReadonlyMap<string, Properties>,
  work: (member: Properties, name: string) => Promise<void>,
): Promise<Map<string, string>> {
  const problems = new Map<string, string>();
  await Promise.all(
    [...members].map(async ([name, member]) => {
      try {
        await work(member, name);
      } catch (error) {
        if (!(error instanceof SendcloudError)) throw error;
        problems.set(name, error.message);
      }
    }),
  );
  return problems;
}

function told(problems: ReadonlyMap<string, string>, next: string): string {
  const lines = [...problems].slice(0, mostTold).map(([name, problem]) => `  ${name}: ${problem}`);
  const more = problems.size > mostTold ? [`  and ${problems.size - mostTold} more`] : [];
  const count = problems.size === 1 ? "1 member of the set" : `${problems.size} members of the set`;
  return [`${count} failed; ${next}:`, ...lines, ...more].join("\n");
}

/** Whether it is not known yet who all the members are. */
function hasUnknown({ integrations }: Properties): boolean {
  return integrations === unknownValue || (isMap(integrations) && Object.values(integrations).includes(unknownValue));
}

function idOf(member: Properties | undefined): string {
  return String(member?.integrationId);
}

function propertiesOf(error: unknown): Properties | undefined {
  if (!(error instanceof SendcloudError) || !("properties" in error)) return undefined;
  if (!isMap(error.properties)) return undefined;
  const { __provider: _, ...properties } = error.properties;
  return properties;
}
