/** A TypeScript program that declares integrations exactly as they are, and the secrets that it reads from configuration. Pure. */
import { isUrlSetting } from "../../settings/schema";
import type { Integration } from "../../settings/types";
import { declarable, isBareUrl } from "../../settings/declarable";
import { literal, property, propertyName, quoted } from "./literals";
import { createSecrets, type Keys } from "./secrets";

/** What to write. */
export interface Written {
  /** The program, formatted as Prettier does. */
  text: string;
  /** Configuration that the program reads, by key: URLs that may hold a token, so they are secrets. */
  secrets: ReadonlyMap<string, string>;
}

/** How to write it. */
export interface ProgramOptions {
  /** The names of resources, or of members of a set, by number. */
  names: ReadonlyMap<number, string>;
  /** The name of the set that declares all of them; else each is a resource. */
  set?: string | undefined;
  /** The account of the integrations, unless it is the default. */
  account?: string | undefined;
  /** Whether URLs stand in the program, whatever they hold. */
  plainUrls?: boolean | undefined;
  /** What is known of configuration keys. */
  keys?: Keys | undefined;
}

export function programOf(integrations: readonly Integration[], { names, set, account, plainUrls = false, keys }: ProgramOptions): Written {
  const secrets = createSecrets(keys);
  const accountLines = account === undefined ? [] : [`  account: ${quoted(account)},`];
  const named = integrations.map((integration) => ({ integration, name: names.get(integration.id) ?? `integration-${integration.id}` }));
  // Members have names within their set alone; those of two accounts may be the same.
  const keyed = (name: string): string => (set === undefined || account === undefined ? name : `${account}-${name}`);
  const lines = (indent: string, { integration, name }: (typeof named)[number]): string[] => [
    `${indent}integrationId: ${integration.id},`,
    ...(set === undefined ? accountLines : []),
    ...settingLines(indent, integration, (setting, value) =>
      isUrlSetting(setting) && !plainUrls && !isBareUrl(value) ? secrets.keep(keyed(name), setting, value) : undefined,
    ),
  ];
  const declarations =
    set === undefined
      ? named.map((one) => [`new SendcloudIntegrationSettings(${quoted(one.name)}, {`, ...lines("  ", one), "});"])
      : [
          [
            `new SendcloudIntegrationSettingsSet(${quoted(set)}, {`,
            ...accountLines,
            "  integrations: {",
            ...named.flatMap((one) => [`    ${propertyName(one.name)}: {`, ...lines("      ", one), "    },"]),
            "  },",
            "});",
          ],
        ];
  const head = [
    "/** Settings of Sendcloud integrations, imported as they are. */",
    ...(secrets.all.size > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    `import { SendcloudIntegrationSettings${set === undefined ? "" : "Set"} } from "pulumi-sendcloud";`,
  ];
  const config = secrets.all.size > 0 ? [["const config = new pulumi.Config();"]] : [];
  return { text: `${[head, ...config, ...declarations].map((block) => block.join("\n")).join("\n\n")}\n`, secrets: secrets.all };
}

/** The settings as they are declared; `keyOf` says under which key of the configuration a text is kept, if it is. */
function settingLines(
  indent: string,
  { settings: live }: Integration,
  keyOf: (setting: string, value: string) => string | undefined,
): string[] {
  const { settings, left } = declarable(live);
  return [
    ...[...settings].flatMap(([setting, value]) => {
      const key = typeof value === "string" ? keyOf(setting, value) : undefined;
      return key === undefined ? literal(indent, setting, value) : property(indent, setting, `config.requireSecret(${quoted(key)})`);
    }),
    ...[...left].map(([setting, reason]) => `${indent}// ${setting} is not declared: ${reason}.`),
  ];
}
