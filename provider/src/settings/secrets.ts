/** What the edges hide among inputs, and mark among outputs. */
import { isMap, type Properties } from "../values";
import { isFreeText, settingNames } from "./schema";
import type { SettingName } from "./types";

/** The hidden input that says which settings are ignored. */
export const ignoredInput = "__ignored";

/** The hidden input that says which inputs the program holds secret. */
export const secretInput = "__secret";

/** The settings that checked inputs say are ignored. */
export function ignoredIn(inputs: Properties): SettingName[] {
  const names = inputs[ignoredInput];
  return Array.isArray(names) ? settingNames.filter((name) => names.includes(name)) : [];
}

/** The hidden input for these ignored settings; none where nothing is ignored. */
export function ignoring(ignored: readonly SettingName[]): Properties {
  return ignored.length === 0 ? {} : { [ignoredInput]: ignored };
}

/** Whether a recorded value may be a secret. Where it is not known what the program holds secret, free text may be. */
export function mayBeSecret(secrets: readonly string[] | undefined, name: SettingName): boolean {
  return secrets === undefined ? isFreeText(name) : secrets.includes(name);
}

/** The paths of secrets in what is declared. */
export type SecretPaths = readonly (readonly string[])[];

/** The secret inputs among those of one resource. */
export function secretNames(paths: SecretPaths, declared: Properties): string[] {
  return Object.keys(declared).filter((name) =>
    paths.some(([first, ...rest]) => first === name && rest.length === 0),
  );
}

/** The names that checked inputs say are secrets; `undefined` where they do not tell. */
export function secretsIn(inputs: Properties): string[] | undefined {
  const names = inputs[secretInput];
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : undefined;
}

/** The hidden input of one integration, or of each member by name. */
export function holdingSecret(names: readonly string[]): Properties {
  return { [secretInput]: names };
}

/** The value with everything at these paths marked as a secret. */
export function sealedAt(
  value: unknown,
  paths: SecretPaths,
  secret: (value: unknown) => unknown,
): unknown {
  if (paths.some(({ length }) => length === 0)) return secret(value);
  if (paths.length === 0 || !isMap(value)) return value;
  const below = (name: string): SecretPaths =>
    paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, sealedAt(inner, below(name), secret)]),
  );
}

/** The outputs of one integration, each secret marked, as what was said of them when they were recorded asks for it. */
export function sealed(
  outputs: Properties,
  adoption: unknown,
  secret: (value: unknown) => unknown,
): Properties {
  const names = isMap(adoption) && Array.isArray(adoption.secrets) ? adoption.secrets : [];
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      names.includes(name) ? secret(value) : value,
    ]),
  );
}
