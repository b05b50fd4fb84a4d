/** What the URNs of resources and the references to providers say. Pure. */
import { native } from "./tokens";

/** The name that the program gave a resource. It may hold `::` itself, as in `eu::nl`; what stands before it does not. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  return urn.startsWith("urn:") && parts.length > 3
    ? parts.slice(3).join("::")
    : (parts.at(-1) ?? urn);
}

/** The type of the resource that a URN names, without those of its parents. */
export function typeInUrn(urn: string): string | undefined {
  return typesInUrn(urn).at(-1);
}

/** The types of its parents, the outermost first. */
export function parentTypes(urn: string): string[] {
  return typesInUrn(urn).slice(0, -1);
}

function typesInUrn(urn: string): string[] {
  return urn.split("::")[2]?.split("$") ?? [];
}

/** Whether a provider is the default one, which has the configuration of the stack. The engine's names for it hold a version or a URL at most. */
export function isDefaultProvider(name: string): boolean {
  return /^default(_\d+_\d+_\d+\w*)?(_(https?|github|gitlab|file)_\w+)?$/.test(name);
}

/** The URN of the provider that a reference means: after it stands its id. */
export function urnOfProvider(reference: string): string {
  return reference.split("::").slice(0, -1).join("::");
}

/** The URN of the provider resource of the plugin that a reference means, where the program declares it: such a provider may have keys of its own. */
export function declaredProvider(reference: string): string | undefined {
  const urn = urnOfProvider(reference);
  return typeInUrn(urn) === native.provider && !isDefaultProvider(resourceName(urn))
    ? urn
    : undefined;
}

/** The name of the stack that a URN belongs to; empty where a text is no URN. */
export function stackName(urn: string): string {
  return /^urn:pulumi:(.*?)::/s.exec(urn)?.[1] ?? "";
}
