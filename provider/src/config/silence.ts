/** Which warnings are silenced. */
import type { WarningName } from "../settings/warnings";

/** The entries of `sendcloud:silence`: names with commas or spaces between them, or a JSON list of names. */
export function silenceList(text: string | undefined): string[] {
  return (text ?? "").split(/[\s,"[\]]+/).filter((name) => name !== "");
}

/** Whether a warning is silenced, by its name or by `all`. */
export function isSilenced(name: WarningName, silence: { value: string } | undefined): boolean {
  return silenceList(silence?.value).some((entry) => entry === name || entry === "all");
}
