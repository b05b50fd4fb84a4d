/** Program process: what the engine made of a resource that the program registered. */
import * as pulumi from "@pulumi/pulumi";
import { isMap } from "../../values";
import type { Meant } from "../announcement";
import { outcome } from "../tokens";
import { meant } from "./meant";
import { untyped } from "./untyped";

/** Whether the resource failed: with `--continue-on-error` the program goes on, and an output without a value stays unknown. */
export async function hasFailed(resource: pulumi.Resource): Promise<boolean> {
  return (await untyped(untyped(resource, outcome), "isKnown")) === false;
}

/** The integrations that the resource manages by now: those that it declares, unless the run leaves it as it was, or a transform changed it. */
export function heldBy(resource: pulumi.Resource): pulumi.Output<Meant[]> {
  const [integrations, integrationId, account] = ["integrations", "integrationId", "account"].map((name) => untyped(resource, name));
  return pulumi.all([integrations, integrationId, account]).apply(([members, own, of]) => {
    const all: unknown[] = isMap(members) ? Object.values(members) : [{ integrationId: own }];
    return all.flatMap((one) => meant(isMap(one) ? { ...one, account: of } : undefined));
  });
}

/** The URNs of before that a resource's aliases name. */
export function aliasesOf(resource: pulumi.Resource): pulumi.Output<string[]> {
  const aliases = untyped(resource, "__aliases");
  const all: readonly unknown[] = Array.isArray(aliases) ? aliases : [];
  return pulumi.all(all.filter((alias) => pulumi.Output.isInstance<string>(alias) || typeof alias === "string"));
}
