/** Where configuration comes from: the name of each value in the stack's configuration and in the environment. Loads nothing. */

/** This package's version. A bundled program has no package.json beside it; a test compares the two. */
export const version = "0.3.0";

export const sourceNames = [
  "publicKey",
  "secretKey",
  "clientId",
  "clientSecret",
  "accounts",
  "baseUrl",
  "tokenUrl",
  "readsPerMinute",
  "writesPerMinute",
  "verifyWrites",
  "previewAdoption",
  "silence",
] as const;

export type SourceName = (typeof sourceNames)[number];

/** A value's name in the stack's configuration, such as `sendcloud:secretKey`. */
export function keyOf(name: SourceName): string {
  return `sendcloud:${name}`;
}

/** A value's name in the environment, such as `SENDCLOUD_SECRET_KEY`. */
export function variableOf(name: SourceName): string {
  return `SENDCLOUD_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/** Values as they were found, each with the name of the place it came from. */
export type Found = { readonly [Name in SourceName]?: { value: string; from: string } } & {
  /** The explicit provider that the values belong to: the stack's configuration does not reach it. */
  readonly provider?: string;
  /** Whether a dynamic provider reads them: an explicit one has no configuration of its own. */
  readonly dynamic?: true;
};

/** Looks every value up: configuration wins over the environment, value by value. Empty text counts as not set. */
export function findConfiguration(
  config: (key: string) => string | undefined,
  environment: NodeJS.ProcessEnv,
  provider?: string,
): Found {
  const found: { -readonly [Name in keyof Found]: Found[Name] } = {};
  const place = provider === undefined ? "" : ` of the provider '${provider}'`;
  for (const name of sourceNames) {
    const [configured, fallback] = [config(keyOf(name)), environment[variableOf(name)]];
    if (configured) found[name] = { value: configured, from: `${keyOf(name)}${place}` };
    else if (fallback) found[name] = { value: fallback, from: variableOf(name) };
  }
  return provider === undefined ? found : { ...found, provider };
}

export function isOn(place: { value: string } | undefined): boolean {
  return place?.value === "true";
}

/** Whether there are keys of any account. */
export function hasKeys({ secretKey, clientSecret, accounts }: Found): boolean {
  return Boolean(secretKey ?? clientSecret ?? accounts);
}

/** Whether a preview says what an adoption changes. */
export function previewsAdoption({ previewAdoption }: Found): boolean {
  return previewAdoption?.value !== "false";
}

/** What a preview without keys says, once for all adoptions. */
export const unseenAdoptions = `what adoptions change is not shown, as there are no keys: set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY`;
