/** Plugin: a setting that is `null` is not declared. Languages leave such inputs out, but send what a secret or an output turns out to have no value for. Pure. */
import { settingNames } from "../../settings/schema";
import type { Properties } from "../../values";

const names: readonly string[] = settingNames;

/** The inputs of one integration, without settings that have no value: but for those that are recorded so, which the engine may have put there for `ignoreChanges`. */
export function withoutNulls(inputs: Properties, recorded: Properties = {}): Properties {
  const isMissing = (name: string): boolean =>
    inputs[name] === null && recorded[name] !== null && names.includes(name);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !isMissing(name)));
}
