/** Program process: the options that resources are registered with: ours, and the program's. */
import * as pulumi from "@pulumi/pulumi";
import { adoptionHooks } from "./adoption-hook";
import { programError } from "./context";

/**
 * What the shop was may hold a URL with a token, whether or not the program's own is a secret. And a replacement takes over
 * what the resource before it remembers of the shop, so that one goes first.
 */
const adopted: pulumi.CustomResourceOptions = { additionalSecretOutputs: ["adoption"], deleteBeforeReplace: true };

/** Of a resource that is only looked up, every URL is the shop's own. */
const lookedUp: pulumi.CustomResourceOptions = { additionalSecretOutputs: ["adoption", "shopUrl", "webhookUrl"] };

/** The options of a resource that adopts, with the hooks of its preview. */
export function adopting(opts: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions {
  refuseBun();
  return pulumi.mergeOptions(pulumi.mergeOptions(adopted, opts), adoptionHooks());
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
