/** How the engine spells what more than one file must recognise. Loads nothing. */

/** The engine's token of the resource type. */
export const resourceType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** The engine's token of the type of sets. */
export const setType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";

/** A value that a preview does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What `pulumi preview --json` prints in place of a secret. */
export const maskedSecret = "[secret]";

/** The name that the program gave a resource. */
export function resourceName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
