/** What URNs and references to providers say. Pure. */
import { native } from "./tokens";

/** The name of a resource. It may hold `::` itself, as in `eu::nl`; the parts before it do not. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  return urn.startsWith("urn:") && parts.length > 3
    ? parts.slice(3).join("::")
    : (parts.at(-1) ?? urn);
}

/** The type of a resource, without those of its parents. */
export function typeInUrn(urn: string): string | undefined {
  return typesInUrn(urn).at(-1);
}

/** The types of the parents, the outermost first. */
export function parentTypes(urn: string): string[] {
  return typesInUrn(urn).slice(0, -1);
}

function typesInUrn(urn: string): string[] {
  return urn.split("::")[2]?.split("$") ?? [];
}

/** Whether a provider's name is one that the engine gives: a default provider gets the stack's configuration. */
export function isDefaultProvider(name: string): boolean {
  return /^default(_\d+_\d+_\d+\w*)?(_(https?|github|gitlab|file)_\w+)?$/.test(name);
}

/** The URN of a provider of the plugin that the program declares: it may have keys of its own. */
export function declaredProvider(reference: string): string | undefined {
  // A reference is a URN and an id.
  const urn = reference.split("::").slice(0, -1).join("::");
  return typeInUrn(urn) === native.provider && !isDefaultProvider(resourceName(urn))
    ? urn
    : undefined;
}

/** The name of the project; empty where a text is no URN. */
export function projectName(urn: string): string {
  return urn.split("::")[1] ?? "";
}
