/** Which warnings there are, and which of them somebody does not want to hear. Loads nothing. */

/** Each warning, by the name that `sendcloud:silence` takes. */
export const warnings = {
  httpWebhook: "a webhook without https",
  privateWebhook: "a webhook that Sendcloud cannot reach",
  sharedWebhook: "one webhook URL for two environments",
  noFeedback: "nobody hears what becomes of parcels",
  failing: "an integration that Sendcloud says is failing",
} as const;

/** The name of a warning. */
export type WarningName = keyof typeof warnings;

/** The entries of `sendcloud:silence`: names with commas or spaces between them, or a JSON list of names. */
export function silenceList(text: string | undefined): string[] {
  return (text ?? "").split(/[\s,"[\]]+/).filter((name) => name !== "");
}

/** Whether a warning is silenced, by its name or by `all`. */
export function isSilenced(name: WarningName, silence: { value: string } | undefined): boolean {
  return silenceList(silence?.value).some((entry) => entry === name || entry === "all");
}
