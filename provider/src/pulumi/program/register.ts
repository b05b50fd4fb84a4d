/** Program process: makes a resource without what `dynamic.Resource` does in its constructor: it serializes code, and loads the TypeScript compiler for that. */
import * as pulumi from "@pulumi/pulumi";
import { adoptionHooks } from "./adoption-hook";
import { programError } from "./context";
import { tracingTheProgram } from "./trace";

/**
 * What the shop was may hold a URL with a token, whether or not the program's own is a secret. And a replacement takes over
 * what the resource before it remembers of the shop, so that one goes first.
 */
const own: pulumi.CustomResourceOptions = { additionalSecretOutputs: ["adoption"], deleteBeforeReplace: true };

/** The options of a resource that adopts: ours, the program's, and the hooks of its preview. */
export function adopting(opts: pulumi.CustomResourceOptions | undefined): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(pulumi.mergeOptions(own, opts), adoptionHooks());
}

/** What is registered with the engine. */
interface Registration<Made> {
  type: string;
  name: string;
  properties: pulumi.Inputs;
  options: pulumi.CustomResourceOptions;
  /** The class of the resource. */
  made: new (...args: never[]) => Made;
}

/** Registers the resource, and returns it. */
export function register<Made>({ type, name, properties, options, made }: Registration<Made>): Made {
  if ("bun" in process.versions) {
    throw programError(
      "pulumi-sendcloud needs Node.js: Pulumi's runtime for Bun has no dynamic providers. Set `runtime: nodejs` in Pulumi.yaml",
    );
  }
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- Reflect.construct is typed to return any
  return tracingTheProgram(() => Reflect.construct(pulumi.CustomResource, [type, name, properties, options], made));
}
