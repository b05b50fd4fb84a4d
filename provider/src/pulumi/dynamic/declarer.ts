/** Provider process: which resource a declaration is of. The SDK does not tell its providers. */
import { isMap, parsedJson, type Properties } from "../../values";
import { isMeant, type Meant } from "../announcement";
import { declarer, recordedInput } from "../tokens";

/** Which resource declares something. The number tells resources with the same name apart. */
export interface Declarer {
  name: string;
  number: number;
  stack: string;
}

/** What is declared of one integration, and by whom. */
export interface Declaration {
  by: Declarer;
  /** The resource's name; of a member of a set, with the member's. */
  label: string;
  declared: Properties;
}

/** Inputs, and what the program hides in them. */
interface Inputs {
  /** What is declared. */
  declared: Properties;
  /** The resource, where that is said. */
  by: Declarer | undefined;
  /** The integrations that other resources of the program declare, where that is said. */
  others: readonly Meant[];
  /** What the stack had recorded of the same integrations before this run: outputs of whichever resources. */
  recorded: readonly Properties[];
}

/** Separates what the program declares from what is hidden in it. */
export function withoutHidden(inputs: Properties): Inputs {
  const { __provider, [declarer]: by, [recordedInput]: text, ...declared } = inputs;
  const recorded = typeof text === "string" ? parsedJson(text) : undefined;
  const others = isMap(by) && Array.isArray(by.others) ? by.others.filter(isMeant) : [];
  return { declared, by: isDeclarer(by) ? by : undefined, others, recorded: Array.isArray(recorded) ? recorded.filter(isMap) : [] };
}

function isDeclarer(value: unknown): value is Declarer {
  return isMap(value) && typeof value.name === "string" && typeof value.number === "number" && typeof value.stack === "string";
}
