/** Plugin: the configuration of a provider resource: the stack's for the default provider, its own for an explicit one, and the environment. */
import { accountNames, ownerOf, problems } from "../../config/config";
import { plainSecrets, unknownKeys } from "../../config/key-names";
import { type Found, keyOf, findConfiguration, sourceNames } from "../../config/sources";
import { parsedJson, type Properties } from "../../values";
import { unknownValue } from "../tokens";
import { isDefaultProvider, parentTypes, projectName, resourceName } from "../urns";

/** The input of explicit providers that keeps one account apart from another: keys alone cannot, since they are rotated. */
const identity = "identity";

/** The configuration, as far as it is known: values that are no text come from programs, and are written as the stack's configuration would hold them. */
export function configurationOf(inputs: Properties): Found {
  const texts = new Map(sourceNames.map((name) => [keyOf(name), textOf(inputs[name])]));
  const provider = typeof inputs[identity] === "string" ? inputs[identity] : undefined;
  return findConfiguration((key) => texts.get(key), process.env, provider);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.includes(unknownValue) ? undefined : text;
}

/** Checks the configuration once, on the provider. */
export function checkConfiguration(
  urn: string,
  inputs: Properties,
): { inputs: Properties; failures: string[]; warnings: string[] } {
  const name = resourceName(urn);
  const { [identity]: _, ...given } = inputs;
  // Providers of components may share a name with others.
  const own = isDefaultProvider(name)
    ? given
    : { ...given, [identity]: [...parentTypes(urn), name].join("$") };
  const names = Object.keys(given).filter((key) => !providerOptions.includes(key));
  // In a project named sendcloud the program's own keys have the same prefix.
  const isOwnPrefix = isDefaultProvider(name) && projectName(urn) === "sendcloud";
  return {
    inputs: own,
    failures: problems(configurationOf(own)),
    warnings: isOwnPrefix ? [] : unknownKeys(names),
  };
}

/** Warnings about keys in plain text. The engine says which are secrets when it configures a provider, not before. */
export function plainTextWarnings(
  urn: string,
  inputs: Properties,
  secrets: readonly string[],
): string[] {
  if (!isDefaultProvider(resourceName(urn))) return [];
  return plainSecrets(Object.keys(inputs).filter((name) => !secrets.includes(name)));
}

/** What the engine itself puts among the inputs of a provider. */
const providerOptions = ["version", "pluginDownloadURL", "pluginChecksums", "__internal"];

/**
 * Compares two configurations. Another account replaces every resource; rotated keys replace none, nor does another provider
 * of the same account: the engine would adopt by the new one, and restore by the old one after that.
 */
export function compareConfigurations(
  before: Properties,
  after: Properties,
): { changes: string[]; replaces: string[] } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = names.filter((name) => comparable(before[name]) !== comparable(after[name]));
  const isAnother = changes.includes(identity) && !areSameAccounts(before, after);
  return { changes, replaces: isAnother ? [identity] : [] };
}

/** Whether every account of the one configuration is known to be that of the other. */
function areSameAccounts(before: Properties, after: Properties): boolean {
  if (JSON.stringify(after).includes(unknownValue)) return false;
  const [known, now] = [ownersIn(before), ownersIn(after)];
  return known.size > 0 && [...known].every(([name, owner]) => now.get(name) === owner);
}

/** Who signs in to each account, by its name; of the default account by none. */
function ownersIn(inputs: Properties): Map<string | undefined, string | undefined> {
  const found = configurationOf(inputs);
  const names = [undefined, ...accountNames(found)];
  const owners = names.map((name) => [name, ownerOf(found, name)] as const);
  return new Map(owners.filter(([, owner]) => owner !== undefined));
}

/** One spelling for a value that programs may give as data, or as text that holds it. */
function comparable(value: unknown): string | undefined {
  return JSON.stringify(typeof value === "string" ? (parsedJson(value) ?? value) : value);
}
