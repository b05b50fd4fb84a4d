/** What an imported program declares, whatever language it is written in, and the secrets that it reads from configuration. Pure. */
import { isUrlSetting } from "../../settings/schema";
import type { Integration, SettingName } from "../../settings/types";
import { declarable, isBareUrl } from "../../settings/check";
import { createSecrets, type Keys } from "./secrets";

/** A setting as it is declared: what it is, or the key of the configuration that keeps it. */
export type DeclaredSetting = { value: unknown } | { key: string };

/** One integration. */
export interface DeclaredIntegration {
  name: string;
  integrationId: number;
  settings: ReadonlyMap<SettingName, DeclaredSetting>;
  /** What is left out, with the reason. */
  left: ReadonlyMap<SettingName, string>;
}

/** A program. */
export interface DeclaredProgram {
  /** The account of the integrations, unless it is the default. */
  account: string | undefined;
  integrations: readonly DeclaredIntegration[];
  /** Configuration that the program reads, by key: URLs that may hold a token, so they are secrets. */
  secrets: ReadonlyMap<string, string>;
}

/** How to declare them. */
export interface DeclaringOptions {
  /** The names of resources, by number. */
  names: ReadonlyMap<number, string>;
  account?: string | undefined;
  /** Whether URLs stand in the program, whatever they hold. */
  plainUrls?: boolean | undefined;
  /** What is known of configuration keys. */
  keys?: Keys | undefined;
}

export function declaredProgram(
  integrations: readonly Integration[],
  { names, account, plainUrls = false, keys }: DeclaringOptions,
): DeclaredProgram {
  const secrets = createSecrets(keys);
  const declared = integrations.map(({ id, settings: live }): DeclaredIntegration => {
    const name = names.get(id) ?? `integration-${id}`;
    const { settings, left } = declarable(live);
    const isSecret = (setting: SettingName, value: unknown): value is string =>
      typeof value === "string" && isUrlSetting(setting) && !plainUrls && !isBareUrl(value);
    const all = [...settings].map(([setting, value]): [SettingName, DeclaredSetting] => [
      setting,
      isSecret(setting, value) ? { key: secrets.keep(name, setting, value) } : { value },
    ]);
    return { name, integrationId: id, settings: new Map(all), left };
  });
  return { account, integrations: declared, secrets: secrets.all };
}
