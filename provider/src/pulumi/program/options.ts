/** Program process: the options that resources are registered with, and the hook that previews an adoption. */
import * as pulumi from "@pulumi/pulumi";
import { hasKeys, previewsAdoption, unseenAdoptions } from "../../config/sources";
import { clientOf, configured, perProgram, programError } from "./context";

/** A replacement goes second, since it adopts what the first one restores. */
const adopted: pulumi.CustomResourceOptions = { deleteBeforeReplace: true };

/** The options of a resource that adopts. Throws for an option that cannot do what it says. */
export function adopting(
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.CustomResourceOptions {
  refuseBun();
  const wrong = (["import", "id"] as const).find((option) => opts?.[option] !== undefined);
  if (wrong !== undefined)
    throw programError(
      `resource '${name}': the option ${wrong} does not work for dynamic resources. To manage an integration, declare its integrationId: the first \`pulumi up\` adopts it. To look one up, use SendcloudIntegrationSettings.get or getIntegration`,
    );
  if (typeof opts?.ignoreChanges === "string")
    throw programError(
      `resource '${name}': the option ignoreChanges must be a list of paths, such as ["shopName"]`,
    );
  return pulumi.mergeOptions(pulumi.mergeOptions(adopted, opts), adoptionHooks());
}

/** The options of a resource that is only looked up. Each URL may hold a token of the shop. */
export function lookingUp(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  refuseBun();
  return pulumi.mergeOptions(opts, {
    additionalSecretOutputs: ["shopUrl", "webhookUrl"],
  });
}

function refuseBun(): void {
  if ("bun" in process.versions)
    throw programError(
      "pulumi-sendcloud needs Node.js: Pulumi's runtime for Bun has no dynamic providers. Set `runtime: nodejs` in Pulumi.yaml",
    );
}

const hook = perProgram(() => {
  let line: Promise<void> | undefined;
  const once = (): Promise<void> => (line ??= pulumi.log.info(unseenAdoptions));
  const preview = hasKeys(configured()) ? previewAdoption : once;
  const inPreview = pulumi.runtime.isDryRun() ? preview : (): void => {};
  return new pulumi.ResourceHook("pulumi-sendcloud-adoption", inPreview, { onDryRun: true });
});

/** `up` has the hook too: where hooks are not the state's, the engine serializes its whole state for each resource. Mocks have no stack. */
function adoptionHooks(): pulumi.CustomResourceOptions {
  const isMock = pulumi.runtime.getStackResource() === undefined;
  return isMock || !previewsAdoption(configured()) ? {} : { hooks: { beforeCreate: [hook()] } };
}

/** Prints what the adoption changes. The SDK hands a secret over as an Output. */
async function previewAdoption({ name, newInputs = {} }: pulumi.ResourceHookArgs): Promise<void> {
  const { adoptionPreview } = await import("../../lifecycle/adoption-preview.js");
  const secrets = Object.keys(newInputs).filter((key) => pulumi.Output.isInstance(newInputs[key]));
  const resource = { name, inputs: newInputs, secrets, isUnknown: pulumi.containsUnknowns };
  const { text, seen } = await adoptionPreview(resource, clientOf);
  await (seen ? pulumi.log.info(text) : pulumi.log.warn(text));
}
