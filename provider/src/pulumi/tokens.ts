/** Pulumi's type tokens, and the placeholders it uses for unknown and secret values. Imports nothing. */

/** The type of the resource of one integration. */
export const resourceType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** The type of sets. */
export const setType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";

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

/** An output that the engine keeps as a secret. */
export function secret(value: unknown): Record<string, unknown> {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** What `pulumi preview --json` prints in place of a secret. */
export const maskedSecret = "[secret]";

/** The name that the program gave a resource. It may hold `::` itself, as in `eu::nl`; what stands before it does not. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  return urn.startsWith("urn:") && parts.length > 3 ? parts.slice(3).join("::") : (parts.at(-1) ?? urn);
}
