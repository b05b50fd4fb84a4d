/** Pulumi's type tokens, and the placeholders it uses for unknown and secret values. Imports nothing. */

/** The type of the dynamic resource. */
export const resourceType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** The tokens of the plugin. */
export const native = {
  resource: "sendcloud:index:IntegrationSettings",
  provider: "pulumi:providers:sendcloud",
  getIntegration: "sendcloud:index:getIntegration",
  listIntegrations: "sendcloud:index:listIntegrations",
} as const;

/** The placeholder of a value that a preview does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** The input in which a program gives its dynamic provider what the SDK does not. Pulumi shows no such name. */
export const programInput = "__program";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A secret as it stands in inputs and outputs. */
export function secret(value: unknown): Record<string, unknown> {
  return { [signatureKey]: secretSignature, value };
}

/** The properties, these of them as secrets. */
export function markSecrets(
  properties: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      names.includes(name) ? secret(value) : value,
    ]),
  );
}

/** The key by which a map is known as a secret, and its value. */
export const secretMark = { key: signatureKey, signature: secretSignature } as const;

/** The value of a secret; `undefined` for another map. */
export function secretIn(map: Readonly<Record<string, unknown>>): { value: unknown } | undefined {
  return map[signatureKey] === secretSignature ? { value: map.value } : undefined;
}

/** What `pulumi preview --json` prints in place of a secret. */
export const maskedSecret = "[secret]";
