/** Provider process: which resource a declaration is of, from the input that says it. The SDK does not tell its providers. */
import { isMap, type Properties } from "../../values";
import type { Declarer } from "../calls/declarer";
import { declarer } from "../tokens";

/** What the program declares, without what is hidden in it; and by which resource, where that is said. */
export function withoutHidden(inputs: Properties): { declared: Properties; by: Declarer | undefined } {
  const { __provider, [declarer]: by, ...declared } = inputs;
  return { declared, by: declarerIn(by) };
}

function declarerIn(value: unknown): Declarer | undefined {
  if (!isMap(value) || typeof value.name !== "string" || typeof value.number !== "number" || typeof value.stack !== "string")
    return undefined;
  const { name, number, stack } = value;
  return { name, key: `${number} ${name}`, stack };
}
