/** Provider process: which resource a declaration is of. The SDK does not tell its providers. */
import { isMap, type Properties } from "../../values";
import { ignoredInput } from "../../settings/members";
import { declarer } from "../tokens";

/** Which resource declares something. The number tells resources with the same name apart. */
export interface Declarer {
  name: string;
  number: number;
  stack: string;
  /** The paths of the option `ignoreChanges`. */
  ignoreChanges?: unknown;
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
  const { __provider, [declarer]: by, [ignoredInput]: _, ...declared } = inputs;
  return { declared, by: isDeclarer(by) ? by : undefined };
}

function isDeclarer(value: unknown): value is Declarer {
  return isMap(value) && typeof value.name === "string" && typeof value.number === "number" && typeof value.stack === "string";
}
