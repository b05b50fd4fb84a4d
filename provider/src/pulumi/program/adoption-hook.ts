/** Program process: the preview of a first adoption shows what the shop has and what it would become. It reads from the API, so it is asked for. */
import * as pulumi from "@pulumi/pulumi";
import type { Wanted } from "../../lifecycle/adoption-preview";
import { membersOf, secretInput } from "../../settings/members";
import { isMap } from "../../values";
import { isOn } from "../../config/sources";
import { clientOf, configured, perProgram } from "./context";
import { valueOf } from "./missing";

const hook = perProgram(() => new pulumi.ResourceHook("pulumi-sendcloud-adoption", show, { onDryRun: true }));

/** The hooks of a resource: none unless `sendcloud:previewAdoption` is on. */
export function adoptionHooks(): pulumi.CustomResourceOptions {
  return isOn(configured().previewAdoption) && pulumi.runtime.isDryRun() ? { hooks: { beforeCreate: [hook()] } } : {};
}

/** Shows each integration that the resource adopts: its own, or those of a set. */
async function show({ name, newInputs = {} }: pulumi.ResourceHookArgs): Promise<void> {
  // The engine hands a set over as one secret where any of its members holds one.
  const integrations = isMap(newInputs) ? await valueOf(newInputs.integrations) : undefined;
  if (!isMap(integrations)) return showOne(name, newInputs);
  const members = membersOf({ ...newInputs, integrations });
  await Promise.all([...members].map(([member, inputs]) => showOne(`${name}.${member}`, inputs, inputs[secretInput])));
}

async function showOne(name: string, inputs: object, secrets?: unknown): Promise<void> {
  const hidden: readonly unknown[] = Array.isArray(secrets) ? secrets : [];
  const wanted = new Map(
    Object.entries(inputs).map(([property, value]): [string, Wanted] => [property, hidden.includes(property) ? "secret" : wantedAs(value)]),
  );
  const { lookAtAdoption } = await import("../../lifecycle/adoption-look.js");
  const { recordedSecrets } = await import("./recorded-secrets.js");
  const { text, seen } = await lookAtAdoption(name, wanted, clientOf, recordedSecrets);
  await (seen === undefined ? pulumi.log.warn(text) : pulumi.log.info(text));
}

/** A secret arrives as an Output, and stays one. */
function wantedAs(value: unknown): Wanted {
  if (pulumi.Output.isInstance(value)) return "secret";
  return pulumi.containsUnknowns(value) ? "unknown" : { value };
}
