/** Pulumi's type tokens, and the placeholders it uses for unknown and secret values. Imports nothing. */

/** The type of the resource of one integration. */
export const resourceType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** The type of sets. */
export const setType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";

/** The same two as the plugin serves them, its provider resource, and its functions. */
export const native = {
  resource: "sendcloud:index:IntegrationSettings",
  set: "sendcloud:index:IntegrationSettingsSet",
  provider: "pulumi:providers:sendcloud",
  getIntegration: "sendcloud:index:getIntegration",
  listIntegrations: "sendcloud:index:listIntegrations",
} as const;

/** What a type of ours manages, and which edge serves it. */
export interface OurType {
  manages: "one" | "set";
  edge: "dynamic" | "plugin";
}

const ourTypes: ReadonlyMap<string, OurType> = new Map([
  [resourceType, { manages: "one", edge: "dynamic" }],
  [setType, { manages: "set", edge: "dynamic" }],
  [native.resource, { manages: "one", edge: "plugin" }],
  [native.set, { manages: "set", edge: "plugin" }],
]);

/** What a type is to us; `undefined` where it is a type of others. */
export function ourType(type: string): OurType | undefined {
  return ourTypes.get(type);
}

/** A text without the names of our types that stand before the names of resources. */
export function withoutOurTypes(text: string): string {
  return [...ourTypes.keys()].reduce((rest, type) => rest.replaceAll(`${type} `, ""), text);
}

/** The placeholder of a value that a preview does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** The hidden input that says which resource a declaration is of. The engine shows nothing of a property that begins so. */
export const declarer = "__declaredBy";

/** The hidden input that holds what the stack has recorded of the declared integrations, by whichever resource, as JSON. */
export const recordedInput = "__recorded";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** An output that the engine keeps as a secret. */
export function secret(value: unknown): Record<string, unknown> {
  return { [signatureKey]: secretSignature, value };
}

/** What a map holds that stands for a secret. */
export const secretMark = { key: signatureKey, signature: secretSignature } as const;

/** The value of a secret, where it is one. */
export function secretIn(map: Readonly<Record<string, unknown>>): { value: unknown } | undefined {
  return map[signatureKey] === secretSignature ? { value: map.value } : undefined;
}

/** What `pulumi preview --json` prints in place of a secret. */
export const maskedSecret = "[secret]";

/** The name that the program gave a resource. It may hold `::` itself, as in `eu::nl`; what stands before it does not. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  return urn.startsWith("urn:") && parts.length > 3 ? parts.slice(3).join("::") : (parts.at(-1) ?? urn);
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
  return typeInUrn(urn) === native.provider && !isDefaultProvider(resourceName(urn)) ? urn : undefined;
}

/** The name of the stack that a URN belongs to; empty where a text is no URN. */
export function stackName(urn: string): string {
  return /^urn:pulumi:(.*?)::/s.exec(urn)?.[1] ?? "";
}
