/** Program process: an output that may fail before the program's exports are read. The SDK tells the failure with the use; Node.js would warn besides that nobody had listened in time. */
import type * as pulumi from "@pulumi/pulumi";
import { untyped } from "./untyped";

/** The same output. The SDK itself listens to some of its promises only later. */
export function toldWhenUsed<Result>(output: pulumi.Output<Result>): pulumi.Output<Result> {
  for (const part of ["isKnown", "isSecret", "allResources"]) {
    const promise = untyped(output, part);
    if (promise instanceof Promise) promise.catch(() => undefined);
  }
  return output;
}
