/** Provider process: what a program hides in the inputs: which resource they are of, and what is known of the same integrations. The SDK does not tell its providers. */
import { isMap, parsedJson, type Properties } from "../../values";
import { isMeant } from "../announcement";
import type { Told } from "../calls/check";
import type { Declarer } from "../calls/declarer";
import { declarer, recordedInput } from "../tokens";

/** Separates what the program declares from what is hidden in it. */
export function withoutHidden(inputs: Properties): { declared: Properties; told: Told } {
  const { __provider, [declarer]: by, [recordedInput]: text, ...declared } = inputs;
  const recorded = typeof text === "string" ? parsedJson(text) : undefined;
  const others = isMap(by) && Array.isArray(by.others) ? by.others.filter(isMeant) : [];
  return { declared, told: { by: declarerIn(by), others, recorded: Array.isArray(recorded) ? recorded.filter(isMap) : [] } };
}

function declarerIn(value: unknown): Declarer | undefined {
  if (!isMap(value) || typeof value.name !== "string" || typeof value.number !== "number" || typeof value.stack !== "string")
    return undefined;
  const { name, number, stack } = value;
  return { name, key: `${number} ${name}`, stack };
}
