/** Program process: an output that may fail before the program's exports are read. The SDK tells the failure with the use; Node.js would warn besides that nobody had listened in time. */
import type * as pulumi from "@pulumi/pulumi";

/** The same output. Pulumi's types do not show these promises, of which the SDK itself listens to some only later. */
export function toldWhenUsed<Result>(output: pulumi.Output<Result>): pulumi.Output<Result> {
  for (const part of ["isKnown", "isSecret", "allResources"]) {
    const found: unknown = Reflect.get(output, part);
    const promise: unknown = typeof found === "function" ? Reflect.apply(found, output, []) : found;
    if (promise instanceof Promise) promise.catch(() => undefined);
  }
  return output;
}
