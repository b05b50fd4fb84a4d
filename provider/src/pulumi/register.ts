/** Program process: makes a resource without what `dynamic.Resource` does in its constructor: it serializes code, and loads the TypeScript compiler for that. */
import * as pulumi from "@pulumi/pulumi";
import { programError } from "./program";
import { tracingTheProgram } from "./trace";

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
