/** Provider process: what a program hides in the inputs: which resource they are of, and what else the engine does not tell. The SDK does not tell its providers. */
import { ignoredInput, secretInput } from "../../settings/secrets";
import type { SecretPaths } from "../../settings/secrets";
import { isMap, type Properties } from "../../values";
import type { Told } from "../calls/check";
import type { Declarer } from "../calls/declarer";
import { programInput } from "../tokens";

/** Inputs, and what the program hides in them. */
interface Inputs {
  /** What is declared. */
  declared: Properties;
  told: Told;
  /** The paths of the option `ignoreChanges`; nothing where the resource is not said. */
  ignoreChanges: unknown;
  /** The paths of the values that the program holds secret. */
  secrets: SecretPaths;
  /** Where the program clears a webhook itself: a single resource says whether, a set names its members. */
  clears: unknown;
}

/** Separates what the program declares from what is hidden in it. */
export function withoutHidden(inputs: Properties): Inputs {
  const {
    __provider,
    [programInput]: said,
    [ignoredInput]: _ignored,
    [secretInput]: _secret,
    ...declared
  } = inputs;
  const by: Properties = isMap(said) ? said : {};
  const told = {
    by: declarerIn(by),
    configured: Array.isArray(by.configured) ? by.configured : [],
  };
  return {
    declared,
    told,
    ignoreChanges: by.ignoreChanges,
    secrets: secretPaths(by.secrets),
    clears: by.clears,
  };
}

/** The resource; where that is said. */
function declarerIn({ name, number }: Properties): Declarer | undefined {
  if (typeof name !== "string" || typeof number !== "number") return undefined;
  return { name, key: `${number} ${name}`, stack: "" };
}

function secretPaths(secrets: unknown): SecretPaths {
  const paths: unknown[] = Array.isArray(secrets) ? secrets : [];
  return paths.flatMap((name) => (typeof name === "string" ? [[name]] : []));
}
