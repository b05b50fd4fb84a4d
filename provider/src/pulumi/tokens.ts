/** The engine's tokens, and values that it spells in its own way. Loads nothing. */

/** The type of the resource of one integration. */
export const resourceType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** The type of sets. */
export const setType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";

/** What stands for a value that a preview does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** What `pulumi preview --json` prints in place of a secret. */
export const maskedSecret = "[secret]";

/** The name that the program gave a resource. */
export function resourceName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
