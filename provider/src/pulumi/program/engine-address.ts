/** Program process: the address by which every process of the run knows the engine. */
import * as pulumi from "@pulumi/pulumi";
import { untyped } from "./untyped";

/** The address; `undefined` where no engine runs the program. */
export function engineAddress(): string | undefined {
  const target = untyped(untyped(pulumi.runtime.getEngine(), "getChannel"), "getTarget");
  return typeof target === "string" ? target.replace(/^[a-z]+:(?:\/{2,3})?(?=.*:)/, "") : undefined;
}
