/** Provider process: which resource a declaration is of. The SDK does not tell its providers. */
import { isMap, type Properties } from "../../values";
import { ignoredInput, secretInput } from "../../settings/members";
import type { SecretPaths } from "../../settings/secrets";
import { declarer } from "../tokens";

/** Which resource declares something. The number tells resources with the same name apart. */
export interface Declarer {
  name: string;
  number: number;
  stack: string;
  /** The paths of the option `ignoreChanges`. */
  ignoreChanges?: unknown;
  /** What the program found in the stack's configuration, by name. */
  configured?: unknown;
  /** The paths of the values that are secrets. */
  secrets?: unknown;
}

/** What is declared of one integration, and by whom. */
export interface Declaration {
  by: Declarer;
  /** The resource's name; of a member of a set, with the member's. */
  label: string;
  declared: Properties;
}

/** What the program declares, without what is hidden in it; and by which resource, where that is said. */
export function withoutHidden(inputs: Properties): { declared: Properties; by: Declarer | undefined } {
  const { __provider, [declarer]: by, [ignoredInput]: _ignored, [secretInput]: _secret, ...declared } = inputs;
  return { declared, by: isDeclarer(by) ? by : undefined };
}

/** The paths of the values that the program holds secret. */
export function secretPaths(by: Declarer | undefined): SecretPaths {
  const paths: unknown[] = Array.isArray(by?.secrets) ? by.secrets : [];
  return paths.filter((path) => Array.isArray(path)).map((path) => path.filter((name) => typeof name === "string"));
}

function isDeclarer(value: unknown): value is Declarer {
  return isMap(value) && typeof value.name === "string" && typeof value.number === "number" && typeof value.stack === "string";
}
