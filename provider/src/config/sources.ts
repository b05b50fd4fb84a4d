/** Where configuration comes from: the name of each value in the stack configuration and in the environment. Loads nothing. */

/** Everything that can be configured. */
export const sourceNames = [
  "publicKey",
  "secretKey",
  "clientId",
  "clientSecret",
  "accounts",
  "baseUrl",
  "tokenUrl",
  "scope",
  "maxConcurrency",
  "requestsPerMinute",
  "readsPerMinute",
  "writesPerMinute",
  "verifyWrites",
  "previewAdoption",
  "silence",
] as const;

/** The name of a value that can be configured. */
export type SourceName = (typeof sourceNames)[number];

/** A value's name in the stack configuration, such as `sendcloud:secretKey`. */
export function keyOf(name: SourceName): string {
  return `sendcloud:${name}`;
}

/** A value's name in the environment, such as `SENDCLOUD_SECRET_KEY`. */
export function variableOf(name: SourceName): string {
  return `SENDCLOUD_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/** Values as they were found, each with the name of the place it came from. */
export type Found = { readonly [Name in SourceName]?: { value: string; from: string } } & {
  /** The provider resource whose own configuration it is: that of the stack does not reach it. */
  readonly provider?: string;
  /** Whether a dynamic provider reads it: Pulumi gives an explicit one no configuration of the stack. */
  readonly dynamic?: true;
};

/** Looks every value up: explicit configuration wins over the environment, value by value; an empty text counts as not set. */
export function lookUp(
  config: (key: string) => string | undefined,
  environment: NodeJS.ProcessEnv,
  provider?: string,
): Found {
  const found: { [Name in SourceName]?: { value: string; from: string } } = {};
  for (const name of sourceNames) {
    for (const [from, value] of [
      [provider === undefined ? keyOf(name) : ownOf(name, provider), config(keyOf(name))],
      [variableOf(name), environment[variableOf(name)]],
    ] as const) {
      if (value) found[name] ??= { value, from };
    }
  }
  return provider === undefined ? found : { ...found, provider };
}

/** A value's name as a provider resource has it. */
function ownOf(name: SourceName, provider: string): string {
  return `${keyOf(name)} of the provider '${provider}'`;
}

/** Whether a value that turns something on is `true`. */
export function isOn(place: { value: string } | undefined): boolean {
  return place?.value === "true";
}

/** Whether a preview shows what an adoption changes: where keys are there, unless it is turned off. */
export function previewsAdoption({
  previewAdoption,
  secretKey,
  clientSecret,
  accounts,
}: Found): boolean {
  return previewAdoption?.value !== "false" && Boolean(secretKey ?? clientSecret ?? accounts);
}
