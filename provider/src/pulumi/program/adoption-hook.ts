/** Program process: the preview of a first adoption shows what the shop has and what it would become. It reads from the API, so it is asked for. */
import * as pulumi from "@pulumi/pulumi";
import type { Wanted } from "../../lifecycle/adoption-preview";
import { isOn } from "../../config/sources";
import { clientOf, configured, perProgram } from "./context";

const hook = perProgram(
  () => new pulumi.ResourceHook("pulumi-sendcloud-adoption", show, { onDryRun: true }),
);

/** The hooks of a resource: none unless `sendcloud:previewAdoption` is on. */
export function adoptionHooks(): pulumi.CustomResourceOptions {
  return isOn(configured().previewAdoption) && pulumi.runtime.isDryRun()
    ? { hooks: { beforeCreate: [hook()] } }
    : {};
}

/** Shows the integration that the resource adopts. */
async function show({ name, newInputs = {} }: pulumi.ResourceHookArgs): Promise<void> {
  const wanted = new Map(
    Object.entries(newInputs).map(([property, value]): [string, Wanted] => [
      property,
      wantedAs(value),
    ]),
  );
  const { lookAtAdoption } = await import("../../lifecycle/adoption-look.js");
  const { text, seen } = await lookAtAdoption(name, wanted, clientOf);
  await (seen === undefined ? pulumi.log.warn(text) : pulumi.log.info(text));
}

/** A secret arrives as an Output, and stays one. */
function wantedAs(value: unknown): Wanted {
  if (pulumi.Output.isInstance(value)) return "secret";
  return pulumi.containsUnknowns(value) ? "unknown" : { value };
}
