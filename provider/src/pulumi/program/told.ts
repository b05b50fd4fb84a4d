/** Program process: what the engine does not tell a dynamic provider, so that the program does: what it ignores, what is a secret, and what is configured. */
import type * as pulumi from "@pulumi/pulumi";
import { keyOf, sourceNames } from "../../config/sources";
import { mayClear } from "./clears";
import { configured, perProgram } from "./context";
import { secretsIn } from "./secrets";

/** What stands in the stack's configuration: an explicit provider is given none of it. */
const configuredNames = perProgram(() => {
  const found = configured();
  return sourceNames.filter((name) => found[name]?.from === keyOf(name));
});

/** Parts of the hidden input; none costs anything where there is nothing to tell. */
export function told(args: unknown, opts?: pulumi.CustomResourceOptions | null): pulumi.Inputs {
  const ignoreChanges = opts?.ignoreChanges ?? [];
  const secrets = secretsIn(args);
  const names = configuredNames();
  const clears = mayClear(args);
  return {
    ...(ignoreChanges.length > 0 && { ignoreChanges }),
    ...(names.length > 0 && { configured: names }),
    ...(secrets && { secrets }),
    ...(clears !== false && { clears }),
  };
}
