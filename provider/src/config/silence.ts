/** Which warnings are silenced. */
import { distance } from "fastest-levenshtein";
import { shown } from "../format";
import { warningNames, type WarningName } from "../settings/warnings";

/** The entries of `sendcloud:silence`: names with commas or spaces between them, or a JSON list of names. */
export function silenceList(text: string | undefined): string[] {
  return (text ?? "").split(/[\s,"[\]]+/).filter((name) => name !== "");
}

/** What is wrong with each entry that names no warning. */
export function unknownIn(entries: readonly string[]): string[] {
  const wrong = entries.filter((entry) => entry !== "all" && !Object.hasOwn(warningNames, entry));
  return [...new Set(wrong)].map((entry) => {
    const near = ["all", ...Object.keys(warningNames)].find(
      (name) => distance(name.toLowerCase(), entry.toLowerCase()) <= mostMistyped(name),
    );
    return `${shown(entry)} is none of these${near === undefined ? "" : `, did you mean ${near}?`}`;
  });
}

/** How many characters may be wrong in a name that is meant: fewer in a short one. */
function mostMistyped(name: string): number {
  return name.length < 5 ? 1 : 3;
}

/** Whether a warning is silenced, by its name or by `all`. */
export function isSilenced(name: WarningName, silence: { value: string } | undefined): boolean {
  return silenceList(silence?.value).some((entry) => entry === name || entry === "all");
}
