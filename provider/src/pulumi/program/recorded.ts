/** Program process: what the stack recorded of integrations before this run. Of a resource that left the program the engine tells its provider at the end: too late for the resource that takes its integration over. */
import * as pulumi from "@pulumi/pulumi";
import { membersOf } from "../../settings/members";
import { isMap, type Properties } from "../../values";
import { resourceName, resourceType, setType } from "../tokens";
import { perProgram } from "./context";

/** A resource, or a member of a set, as it was recorded. */
export interface Recorded {
  /** The name and type of the resource. */
  name: string;
  type: string;
  integrationId: number;
  account: string | undefined;
  /** Whether deleting it restores. */
  restores: boolean;
  /** The outputs: of a member, as those of a resource of its own. */
  outputs: Properties;
}

const asked = perProgram<{ states?: Promise<readonly Recorded[]> }>(() => ({}));

/** Everything that is recorded of integrations in the program's stack; nothing at a preview, which adopts and deletes nothing. */
export function recordedStates(): Promise<readonly Recorded[]> {
  const program = asked();
  program.states ??= pulumi.runtime.isDryRun() || pulumi.runtime.getStackResource() === undefined ? Promise.resolve([]) : ask();
  return program.states;
}

async function ask(): Promise<readonly Recorded[]> {
  try {
    const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName: stackName() }, {});
    const resources = isMap(answer) && isMap(answer.outputs) ? answer.outputs : {};
    return Object.entries(resources).flatMap(([urn, resource]) => (isMap(resource) ? recordedOf(urn, resource) : []));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await pulumi.log.warn(
      `the stack's recorded state cannot be read (${reason}): what a resource of another name or set remembers of an integration may be lost`,
    );
    return [];
  }
}

/** The whole name: a short one means the stack of somebody's default organization. */
function stackName(): string {
  return `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
}

function recordedOf(urn: string, { type, outputs }: Properties): Recorded[] {
  if ((type !== resourceType && type !== setType) || !isMap(outputs)) return [];
  const name = resourceName(urn);
  const all = type === setType ? [...membersOf(outputs).values()] : [outputs];
  return all.flatMap(({ __provider, ...one }) => {
    const { integrationId, account, onDestroy, adoption } = one;
    if (typeof integrationId !== "number" || adoption === undefined) return [];
    const known = { integrationId, account: typeof account === "string" ? account : undefined, restores: onDestroy === "restore" };
    return [{ name, type, ...known, outputs: one }];
  });
}
