/** Program process: the options that resources are registered with: ours, and the program's. */
import * as pulumi from "@pulumi/pulumi";
import { adoptionHooks } from "./adoption-hook";
import { programError } from "./context";

/**
 * What the shop was may hold a URL with a token, whether or not the program's own is a secret. And a replacement takes over
 * what the resource before it remembers of the shop, so that one goes first.
 */
const adopted: pulumi.CustomResourceOptions = {
  additionalSecretOutputs: ["adoption"],
  deleteBeforeReplace: true,
};

/** Of a resource that is only looked up, every URL is the shop's own. */
const lookedUp: pulumi.CustomResourceOptions = {
  additionalSecretOutputs: ["adoption", "shopUrl", "webhookUrl"],
};

/** The options of a resource that adopts, with the hooks of its preview. Ends the program where an option cannot do what it says. */
export function adopting(
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
  onDestroy: unknown,
): pulumi.CustomResourceOptions {
  refuseBun();
  const wrong = (["import", "id"] as const).find((option) => opts?.[option] !== undefined);
  if (wrong !== undefined) {
    throw programError(
      `resource '${name}': the option ${wrong} does not work for dynamic resources. To manage an integration, declare its integrationId: the first \`pulumi up\` adopts it. To look one up, use SendcloudIntegrationSettings.get or getIntegration`,
    );
  }
  if (typeof opts?.ignoreChanges === "string") {
    throw programError(
      `resource '${name}': the option ignoreChanges must be a list of paths, such as ["shopName"]`,
    );
  }
  const kept = (["retainOnDelete", "deletedWith"] as const).find((option) =>
    Boolean(opts?.[option]),
  );
  if (kept !== undefined)
    pulumi
      .all([onDestroy])
      .apply(([chosen]) => (chosen === "restore" ? warnOfNothing(name, kept) : undefined));
  return pulumi.mergeOptions(pulumi.mergeOptions(adopted, opts), adoptionHooks());
}

function warnOfNothing(name: string, option: string): Promise<void> {
  return pulumi.log.warn(
    `resource '${name}': nothing will be restored, though onDestroy is "restore": with the option ${option} Pulumi forgets the resource without asking its provider`,
  );
}

/** The options of a resource that is only looked up. */
export function lookingUp(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  refuseBun();
  return pulumi.mergeOptions(opts, lookedUp);
}

function refuseBun(): void {
  if ("bun" in process.versions) {
    throw programError(
      "pulumi-sendcloud needs Node.js: Pulumi's runtime for Bun has no dynamic providers. Set `runtime: nodejs` in Pulumi.yaml",
    );
  }
}
