/** Pulumi's type tokens, and the placeholders it uses for unknown and secret values. Imports nothing. */

/** The type of the resource of one integration. */
export const resourceType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** The same as the plugin serves it, its provider resource, and its functions. */
export const native = {
  resource: "sendcloud:index:IntegrationSettings",
  provider: "pulumi:providers:sendcloud",
  getIntegration: "sendcloud:index:getIntegration",
  listIntegrations: "sendcloud:index:listIntegrations",
} as const;

/** What a type of ours manages, and which edge serves it. */
export interface OurType {
  edge: "dynamic" | "plugin";
}

const ourTypes: ReadonlyMap<string, OurType> = new Map([
  [resourceType, { edge: "dynamic" }],
  [native.resource, { edge: "plugin" }],
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
