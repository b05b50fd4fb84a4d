/** Names that people mistype in the configuration: its keys, and the warnings to silence. Pure. */
import { distance } from "fastest-levenshtein";
import { cut, shown, visible } from "../format";
import { type WarningName, warningNames } from "../settings/warnings";
import { keyOf, sourceNames } from "./sources";

/** A sentence for each key, without its `sendcloud:`, that this provider does not know, such as `baseURL`. */
export function unknownKeys(names: readonly string[]): string[] {
  const known: readonly string[] = sourceNames.map(keyOf);
  const keys = names.map((name) => `sendcloud:${name}`).filter((key) => !known.includes(key));
  return [...new Set(keys)].map((key) => {
    const near = nearest(key, known);
    const hint = near === undefined ? `the keys are ${known.join(", ")}` : `did you mean ${near}?`;
    return `the configuration key ${visible(cut(key, 80))} is not known and has no effect: ${hint}`;
  });
}

/** One sentence about the secrets among these keys, which stand in plain text; empty where there are none. */
export function plainSecrets(names: readonly string[]): string[] {
  const secrets = (["secretKey", "clientSecret", "accounts"] as const)
    .filter((name) => names.includes(name))
    .map(keyOf);
  if (secrets.length === 0) return [];
  const where = `${secrets.length > 1 ? "stand" : "stands"} in the stack's configuration in plain text`;
  const commands = secrets.map((key) => `\`pulumi config set --secret ${key} …\``).join(" and ");
  return [`${secrets.join(" and ")} ${where}: encrypt with ${commands}`];
}

/** The entries of `sendcloud:silence`: names with commas or spaces between them, or a JSON list of names. */
function silenceList(text: string): string[] {
  return text.split(/[\s,"[\]]+/).filter((name) => name !== "");
}

/** What is wrong with `sendcloud:silence`: entries that name no warning. */
export function silenceProblem(silence: string): string | undefined {
  const known = Object.keys(warningNames);
  const unknown = silenceList(silence).filter((entry) => !["all", ...known].includes(entry));
  if (unknown.length === 0) return undefined;
  const problems = [...new Set(unknown)].map((entry) => {
    const near = nearest(entry, ["all", ...known]);
    return `${shown(entry)} is none of these${near === undefined ? "" : `, did you mean ${near}?`}`;
  });
  return `must be all, or a list of ${known.join(", ")}: ${problems.join("; ")}`;
}

/** Whether a warning is silenced, by its name or by `all`. */
export function isSilenced(name: WarningName, silence: { value: string } | undefined): boolean {
  return silenceList(silence?.value ?? "").some((entry) => entry === name || entry === "all");
}

/** The name that was probably meant: case does not count, and one or two characters may be wrong. */
function nearest(entry: string, names: readonly string[]): string | undefined {
  const errors = (name: string): number => distance(name.toLowerCase(), entry.toLowerCase());
  return names
    .filter((name) => errors(name) <= (name.length < 5 ? 1 : 2))
    .sort((one, other) => errors(one) - errors(other))[0];
}
