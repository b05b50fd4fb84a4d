/** Provider process: makes the members of a set what is declared, each by itself, so that one that fails stops no other. */
import type * as pulumi from "@pulumi/pulumi";
import { SendcloudError } from "../errors";
import { joined } from "../settings/members";
import { isMap, type Properties } from "../values";
import { differences } from "./messages";
import { partly } from "../pulumi/dynamic/errors";
import * as one from "../pulumi/dynamic/provider";

/** How many failures are told one by one. */
const mostTold = 20;

/** Makes the members what is declared; where some cannot be, the engine records the others, and what is known of these. */
export async function settle(
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
  // Where nothing was done, the engine keeps what it has, with the choices of before.
  const untouched = held.size === before.size && [...held].every(([name, member]) => before.get(name) === member);
  throw untouched ? error : partly(error, id, outs, news);
}

/** What is recorded of a member once it is as declared. */
async function become(was: Properties | undefined, member: Properties): Promise<Properties> {
  if (was === undefined) return (await one.create(member)).outs;
  return differences(was, member).changes ? (await one.update(idOf(was), was, member)).outs : was;
}

/** Does the work for all members at once, as far as the account's limits let it. A failure of one stops no other: returns what failed, by name. */
export async function each(
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

/** Tells what failed, and what to do next. */
export function told(problems: ReadonlyMap<string, string>, next: string): string {
  const lines = [...problems].slice(0, mostTold).map(([name, problem]) => `  ${name}: ${problem}`);
  const more = problems.size > mostTold ? [`  and ${problems.size - mostTold} more`] : [];
  const count = problems.size === 1 ? "1 member of the set" : `${problems.size} members of the set`;
  return [`${count} failed; ${next}:`, ...lines, ...more].join("\n");
}

/** The id of the resource that a member would be. */
export function idOf({ integrationId }: Properties): string {
  return String(integrationId);
}

function propertiesOf(error: unknown): Properties | undefined {
  if (!(error instanceof SendcloudError) || !("properties" in error) || !isMap(error.properties)) return undefined;
  const { __provider: _, ...properties } = error.properties;
  return properties;
}
