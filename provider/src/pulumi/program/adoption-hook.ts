/** Program process: the preview of a first adoption shows what the shop has and what it would become. It reads from the API, so it is asked for. */
import * as pulumi from "@pulumi/pulumi";
import type { Wanted } from "../../lifecycle/adoption-preview";
import { membersOf } from "../../settings/members";
import { isMap } from "../../values";
import { isOn } from "../../config/sources";
import { clientOf, configured, perProgram } from "./context";

const hook = perProgram(() => new pulumi.ResourceHook("pulumi-sendcloud-adoption", show, { onDryRun: true }));

/** The hooks of a resource: none unless `sendcloud:previewAdoption` is on. */
export function adoptionHooks(): pulumi.CustomResourceOptions {
  return isOn(configured().previewAdoption) && pulumi.runtime.isDryRun() ? { hooks: { beforeCreate: [hook()] } } : {};
}

/** Shows each integration that the resource adopts: its own, or those of a set. */
async function show({ name, newInputs = {} }: pulumi.ResourceHookArgs): Promise<void> {
  const members = isMap(newInputs) && isMap(newInputs.integrations) ? membersOf(newInputs) : undefined;
  if (members === undefined) await showOne(name, newInputs);
  else await Promise.all([...members].map(([member, inputs]) => showOne(`${name}.${member}`, inputs)));
}

/** A preview that cannot be shown is told, and fails nothing: what it shows is not what up needs. */
async function showOne(name: string, inputs: object): Promise<void> {
  const wanted = new Map(Object.entries(inputs).map(([property, value]): [string, Wanted] => [property, wantedAs(value)]));
  const id = plain(wanted.get("integrationId"));
  const account = plain(wanted.get("account"));
  const unseen = (why: string): Promise<void> => pulumi.log.warn(`resource '${name}': what its adoption changes cannot be shown: ${why}`);
  if (typeof id !== "number" || (wanted.has("account") && typeof account !== "string")) return unseen("its integration is not known yet");
  try {
    const client = await clientOf(typeof account === "string" ? account : undefined);
    const live = await client.get(id);
    if (live === undefined) return await unseen(`there is no integration ${id} in the account`);
    const { adoptionLines } = await import("../../lifecycle/adoption-preview.js");
    await pulumi.log.info([`resource '${name}' adopts integration ${id}:`, ...adoptionLines(live.settings, wanted)].join("\n  "));
  } catch (error) {
    await unseen(error instanceof Error ? error.message : String(error));
  }
}

/** A secret arrives as an Output, and stays one. */
function wantedAs(value: unknown): Wanted {
  if (pulumi.Output.isInstance(value)) return "secret";
  return pulumi.containsUnknowns(value) ? "unknown" : { value };
}

function plain(wanted: Wanted | undefined): unknown {
  return typeof wanted === "object" ? wanted.value : undefined;
}
