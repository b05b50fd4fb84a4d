/** Program process: says which resource a declaration is of. The provider is told no URN, and names resources in what it says of several. */
import * as pulumi from "@pulumi/pulumi";
import { declarer } from "../tokens";
import { keyOf, sourceNames } from "../../config/sources";
import { configured, perProgram } from "./context";
import { secretsIn } from "./secrets";

const made = perProgram(() => ({ resources: 0 }));

/** What stands in the stack's configuration: an explicit provider is given none of it. */
const configuredNames = perProgram(() => {
  const found = configured();
  return sourceNames.filter((name) => found[name]?.from === keyOf(name));
});

/**
 * A hidden input that `check` takes out again: no state holds it. The number tells resources with the same name apart. The
 * engine does not tell a dynamic provider what it is to ignore, and what is a secret, so that this does.
 */
export function declaredBy(name: string, args: unknown, { ignoreChanges = [] }: pulumi.CustomResourceOptions = {}): pulumi.Inputs {
  const count = made();
  count.resources += 1;
  const ignored = ignoreChanges.length > 0 ? { ignoreChanges } : {};
  const secrets = secretsIn(args);
  const names = configuredNames();
  const inStack = names.length > 0 ? { configured: names } : {};
  return { [declarer]: { name, number: count.resources, stack: pulumi.getStack(), ...ignored, ...inStack, ...(secrets && { secrets }) } };
}
