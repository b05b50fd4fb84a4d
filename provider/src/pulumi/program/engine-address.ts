/** Program process: the address by which every process of the run knows the engine. */
import * as pulumi from "@pulumi/pulumi";

/** The address; `undefined` where no engine runs the program. Pulumi's types do not show the channel. */
export function engineAddress(): string | undefined {
  const target = called(called(pulumi.runtime.getEngine(), "getChannel"), "getTarget");
  return typeof target === "string" ? target.replace(/^[a-z]+:(?:\/{2,3})?(?=.*:)/, "") : undefined;
}

function called(on: unknown, method: string): unknown {
  if (typeof on !== "object" || on === null) return undefined;
  const found: unknown = Reflect.get(on, method);
  const result: unknown = typeof found === "function" ? Reflect.apply(found, on, []) : undefined;
  return result;
}
