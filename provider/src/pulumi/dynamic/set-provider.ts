/** Provider process: a set of integrations, each managed as a resource of its own is. The entry point "pulumi-sendcloud/set-provider". */
import type * as pulumi from "@pulumi/pulumi";
import { checkSet } from "../../settings/check-set";
import { unknownValue } from "../tokens";
import { SendcloudError } from "../../errors";
import { joined, membersOf } from "../../settings/members";
import { isMap, type Properties } from "../../values";
import { tellReleased } from "../../lifecycle/messages";
import { plainly } from "./errors";
import * as one from "./provider";
import { configure as configureRun, handover, misconfigurations, tell } from "../../lifecycle/run";
import { each, idOf, settle, told } from "../../lifecycle/set";

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
  for (const [name, member] of before) {
    if (after.has(name) || unknown) continue;
    changes = true;
    if (!handover.isDeclared(olds.account, idOf(member))) tellReleased(`${idOf(member)} (${name})`, olds);
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
      [...membersOf(props)].map(async ([name, member]) => ({ name, member, found: await one.read(idOf(member), member) })),
    );
    const [inputs, outputs] = [new Map<string, Properties>(), new Map<string, Properties>()];
    for (const { name, member, found } of entries) {
      if (found.inputs) inputs.set(name, found.inputs);
      if (found.props) outputs.set(name, found.props);
      else tell(`warning: integration ${idOf(member)} (${name}) is gone`);
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

/** Whether it is not known yet who all the members are. */
function hasUnknown({ integrations }: Properties): boolean {
  return integrations === unknownValue || (isMap(integrations) && Object.values(integrations).includes(unknownValue));
}
