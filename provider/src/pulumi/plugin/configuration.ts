/** Plugin: the configuration of a provider resource: the stack's for the default provider, its own for an explicit one, and the environment. */
import { problems } from "../../config/accounts";
import { type Found, keyOf, lookUp, sourceNames } from "../../config/sources";
import type { Failure } from "../../settings/check";
import { parsedJson, type Properties } from "../../values";
import { isDefaultProvider, resourceName, unknownValue } from "../tokens";

/** The input of explicit providers that keeps one account apart from another: keys cannot, since they are rotated. */
const identity = "identity";

/** The configuration, as far as it is known: values that are no text come from programs, and are written as the stack's configuration would hold them. */
export function configurationOf(inputs: Properties): Found {
  const texts = new Map(sourceNames.map((name) => [keyOf(name), textOf(inputs[name])]));
  return lookUp((key) => texts.get(key), process.env);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.includes(unknownValue) ? undefined : text;
}

/** Checks the configuration once, on the provider. */
export function checkConfiguration(urn: string, inputs: Properties): { inputs: Properties; failures: Failure[] } {
  const name = resourceName(urn);
  const { [identity]: _, ...given } = inputs;
  const failures = problems(configurationOf(given)).map((reason) => ({ property: "", reason }));
  return { inputs: isDefaultProvider(name) ? given : { ...given, [identity]: name }, failures };
}

/** Compares two configurations. Another account replaces every resource; rotated keys replace none. */
export function compareConfigurations(before: Properties, after: Properties): { changes: string[]; replaces: string[] } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = names.filter((name) => comparable(before[name]) !== comparable(after[name]));
  return { changes, replaces: changes.filter((name) => name === identity) };
}

/** One spelling for a value that programs may give as data, or as text that holds it. */
function comparable(value: unknown): string | undefined {
  return JSON.stringify(typeof value === "string" ? (parsedJson(value) ?? value) : value);
}
