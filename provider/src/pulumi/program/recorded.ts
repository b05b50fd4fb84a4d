/** Program process: what the stack recorded of integrations before this run. Of a resource that left the program the engine tells its provider at the end: too late for the resource that takes its integration over. */
import * as pulumi from "@pulumi/pulumi";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { membersOf, unclaimedOutput } from "../../settings/members";
import { isMap, type Properties } from "../../values";
import { ourType } from "../tokens";
import { resourceName } from "../urns";

/** A resource, or a member of a set, as it was recorded. */
export interface Recorded {
  urn?: string;
  /** The name and type of the resource. */
  name: string;
  type: string;
  integrationId: number;
  account: string | undefined;
  /** Whether deleting it restores. */
  restores: boolean;
  /** Whether the resource let go of the integration in an earlier run. */
  isUnclaimed: boolean;
  /** The outputs: of a member, as those of a resource of its own. */
  outputs: Properties;
}

/** Asks the engine for everything that is recorded of integrations in the program's stack. */
export async function recordedStates(): Promise<readonly Recorded[]> {
  try {
    const resources = await read();
    return Object.entries(isMap(resources) ? resources : {}).flatMap(([urn, resource]) =>
      isMap(resource) ? recordedOf(urn, resource) : [],
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await pulumi.log.warn(
      `the stack's recorded state cannot be read (${reason}): where an integration moves to a resource of another name, or into a set or out of one, what its settings were before may be lost`,
    );
    return [];
  }
}

/** Asks by the whole name, since a short one means a stack of the user's default organization. */
async function read(): Promise<unknown> {
  const organization = pulumi.getOrganization();
  try {
    return await ask(`${organization}/${pulumi.getProject()}/${pulumi.getStack()}`);
  } catch (error) {
    // A self-managed backend has one organization, of this name; one of the old layout knows short names alone.
    if (organization !== "organization") throw error;
    return ask(pulumi.getStack());
  }
}

/** The outputs of every resource of a stack. Not by `pulumi.runtime.invoke`, which prints them with `--debug`, and the secret ones in clear. */
async function ask(stackName: string): Promise<unknown> {
  const request = new ResourceInvokeRequest()
    .setTok("pulumi:pulumi:readStackResourceOutputs")
    .setArgs(Struct.fromJavaScript({ stackName }))
    .setAcceptresources(true);
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("no engine runs the program");
  const answer = await new Promise<InvokeResponse>((resolve, reject) => {
    monitor.invoke(request, (error, response) => (error ? reject(error) : resolve(response)));
  });
  const [failure] = answer.getFailuresList();
  if (failure !== undefined) throw new Error(failure.getReason());
  const { outputs } = pulumi.runtime.deserializeProperties(answer.getReturn() ?? new Struct());
  return pulumi.runtime.unwrapRpcSecret(outputs);
}

function recordedOf(urn: string, { type, outputs }: Properties): Recorded[] {
  if (typeof type !== "string" || !isMap(outputs)) return [];
  const ours = ourType(type);
  if (ours?.edge !== "dynamic") return [];
  const name = resourceName(urn);
  const { __provider, [unclaimedOutput]: letGo, ...own } = outputs;
  const managed = ours.manages === "set" ? [...membersOf(own).values()] : [own];
  const unclaimed = Array.isArray(letGo) ? letGo.filter(isMap) : [];
  return [...managed, ...unclaimed].flatMap((one) => {
    const { integrationId, account, onDestroy, adoption } = one;
    if (typeof integrationId !== "number" || adoption === undefined) return [];
    const known = { integrationId, account: typeof account === "string" ? account : undefined, restores: onDestroy === "restore" };
    return [{ urn, name, type, ...known, isUnclaimed: unclaimed.includes(one), outputs: one }];
  });
}
