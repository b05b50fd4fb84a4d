/** Program process: the hidden input `__program`. It holds what the SDK does not tell a dynamic provider. Of it, the state keeps the name, ignored paths and names of secrets. */
import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "../../values";
import { programInput } from "../tokens";
import { isLater, perProgram } from "./context";
import { isConfigSecret } from "./sdk-internals";

const namespace = "sendcloud:";
const secretKeys = ["secretKey", "clientSecret", "accounts"];

/** What is the same for each resource of a program. */
const ofProgram = perProgram(() => {
  const configured = Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith(namespace))
    .map((key) => key.slice(namespace.length));
  const plain = configured.filter(
    (name) => secretKeys.includes(name) && !isConfigSecret(namespace + name),
  );
  return {
    count: 0,
    configuration: {
      // In a project named sendcloud the program's own keys have the same prefix.
      ...(configured.length > 0 && pulumi.getProject() !== "sendcloud" && { configured }),
      ...(plain.length > 0 && { plain }),
    },
  };
});

/** The hidden input of a resource. Parts that say nothing are left out. */
export function hiddenInput(name: string, inputs: Properties, ignoreChanges: string[] = []) {
  const program = ofProgram();
  const secrets = secretsAmong(inputs);
  return {
    [programInput]: {
      name,
      number: ++program.count,
      ...(ignoreChanges.length > 0 && { ignoreChanges }),
      ...(secrets && { secrets }),
      ...program.configuration,
    },
  };
}

/** Names of secret inputs; a list with a secret element counts as a whole. Plain values cost no promise. */
function secretsAmong(inputs: Properties): Promise<string[] | undefined> | undefined {
  const later = Object.entries(inputs).filter(
    ([, value]) => isLater(value) || (Array.isArray(value) && value.some(isLater)),
  );
  if (later.length === 0) return undefined;
  const asked = later.map(async ([name, value]) => ((await isSecret(value)) ? [name] : []));
  return Promise.all(asked).then((found) => (found.flat().length > 0 ? found.flat() : undefined));
}

/** The SDK reports an input that fails. */
function isSecret(value: unknown): Promise<boolean> {
  return pulumi.isSecret(pulumi.output(value)).catch(() => false);
}
