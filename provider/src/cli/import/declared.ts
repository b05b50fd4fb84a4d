/** What an imported program declares, whatever language it is written in, and the secrets that it reads from configuration. Pure. */
import { isUrlSetting } from "../../settings/schema";
import type { Integration, SettingName } from "../../settings/types";
import { declarable, isBareUrl } from "../../settings/declarable";
import { createSecrets, type Keys } from "./secrets";

/** A setting as it is declared: what it is, or the key of the configuration that keeps it. */
export type DeclaredSetting = { value: unknown } | { key: string };

/** One integration. */
export interface DeclaredIntegration {
  /** Of the resource, or the member of the set. */
  name: string;
  integrationId: number;
  settings: ReadonlyMap<SettingName, DeclaredSetting>;
  /** What is left out, with the reason. */
  left: ReadonlyMap<SettingName, string>;
}

/** A program. */
export interface DeclaredProgram {
  /** The name of the set that declares all of them; else each is a resource. */
  set: string | undefined;
  /** The account of the integrations, unless it is the default. */
  account: string | undefined;
  integrations: readonly DeclaredIntegration[];
  /** Configuration that the program reads, by key: URLs that may hold a token, so they are secrets. */
  secrets: ReadonlyMap<string, string>;
}

/** How to declare them. */
export interface DeclaringOptions {
  /** The names of resources, or of members of a set, by number. */
  names: ReadonlyMap<number, string>;
  set?: string | undefined;
  account?: string | undefined;
  /** Whether URLs stand in the program, whatever they hold. */
  plainUrls?: boolean | undefined;
  /** What is known of configuration keys. */
  keys?: Keys | undefined;
}

export function declaredProgram(
  integrations: readonly Integration[],
  { names, set, account, plainUrls = false, keys }: DeclaringOptions,
): DeclaredProgram {
  const secrets = createSecrets(keys);
  const declared = integrations.map(({ id, settings: live }): DeclaredIntegration => {
    const name = names.get(id) ?? `integration-${id}`;
    // Members have names within their set alone; those of two accounts may be the same.
    const keyed = set === undefined || account === undefined ? name : `${account}-${name}`;
    const { settings, left } = declarable(live);
    const isSecret = (setting: SettingName, value: unknown): value is string =>
      typeof value === "string" && isUrlSetting(setting) && !plainUrls && !isBareUrl(value);
    const all = [...settings].map(([setting, value]): [SettingName, DeclaredSetting] => [
      setting,
      isSecret(setting, value) ? { key: secrets.keep(keyed, setting, value) } : { value },
    ]);
    return { name, integrationId: id, settings: new Map(all), left };
  });
  return { set, account, integrations: declared, secrets: secrets.all };
}
