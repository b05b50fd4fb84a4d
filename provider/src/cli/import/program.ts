/** What is written of imported integrations: a program in TypeScript, formatted as Prettier does, or the file that `pulumi import` takes. Pure. */
import { native } from "../../pulumi/tokens";
import { declarable, isBareUrl } from "../../settings/check";
import { couplings, isUrlSetting, settingNames } from "../../settings/schema";
import type { Integration, LiveSettings, SettingName } from "../../settings/types";
import { isEmpty } from "../../values";
import { type Configuration, keysFor } from "./resource-names";

/** What is imported. */
export interface Imported {
  integrations: readonly Integration[];
  /** The account of the integrations, unless it is the default one. */
  account: string | undefined;
  /** The names of the resources, by the numbers of the integrations. */
  names: ReadonlyMap<number, string>;
}

/** The file that `pulumi import --file` takes. The plugin's ids name the account. */
export function importFile({ integrations, account, names }: Imported): string {
  const resources = integrations.map(({ id }) => ({
    type: native.resource,
    name: names.get(id),
    id: account === undefined ? String(id) : `${account}:${id}`,
  }));
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}

/** A program that declares integrations as they are, and the secrets that it reads, by key: URLs that may hold a token. */
export function typescript(
  { integrations, account, names }: Imported,
  config: Configuration,
): { text: string; secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  const keyOf = keysFor(config);
  const declarations = integrations.map(({ id, settings: live }) => {
    const name = names.get(id) ?? "";
    const { settings, omitted } = declaredOf(live);
    const lines = [...settings].flatMap(([setting, value]) => {
      if (!isUrlSetting(setting) || typeof value !== "string" || isBareUrl(value))
        return literal(setting, value);
      const key = keyOf(name, setting, value);
      secrets.set(key, value);
      return secret(setting, key);
    });
    return [
      `new SendcloudIntegrationSettings(${quoted(name)}, {`,
      `  integrationId: ${id},`,
      ...(account === undefined ? [] : [`  account: ${quoted(account)},`]),
      ...lines,
      ...omitted.map((comment) => `  // ${comment}.`),
      "});",
    ];
  });
  const head = [
    "/** Settings of Sendcloud integrations, imported as they are. */",
    ...(secrets.size > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import { SendcloudIntegrationSettings } from "pulumi-sendcloud";',
  ];
  const reader = secrets.size > 0 ? [["const config = new pulumi.Config();"]] : [];
  const blocks = [head, ...reader, ...declarations].map((lines) => lines.join("\n"));
  return { text: `${blocks.join("\n\n")}\n`, secrets };
}

/** What is declared of an integration, and a comment on each setting that is not. */
function declaredOf(live: LiveSettings): {
  settings: Map<SettingName, unknown>;
  omitted: string[];
} {
  const { settings: all } = declarable(live);
  const isMasked = (name: SettingName): boolean =>
    isUrlSetting(name) && /\*{3}|^\*+$/.test(String(live[name]));
  const isUnset = (name: SettingName): boolean =>
    isEmpty(live[name]) && !(name === "servicePointCarriers" && all.has(name));
  const settings = new Map([...all].filter(([name]) => !isMasked(name) && !isUnset(name)));
  const omitted = settingNames.flatMap((name) => {
    const coupling = couplings.find(({ flag }) => flag === name);
    if (live[name] === true && coupling !== undefined && isEmpty(settings.get(coupling.needs))) {
      settings.delete(name);
      return `${name} is not declared: it is on, and needs ${coupling.needs}`;
    }
    if (settings.has(name)) return [];
    if (isUnset(name)) return `${name} is not set`;
    if (isMasked(name)) return `${name} is not declared: Sendcloud shows it masked, as ***`;
    return `${name} is not declared: its value is not one that can be declared`;
  });
  return { settings, omitted };
}

/** Prettier's width unless it is configured. */
const width = 80;

/** A property with a value: text, a list of texts, or what is written as it is. */
function literal(name: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    const elements = value.map((element) => quoted(String(element)));
    const line = `  ${name}: [${elements.join(", ")}],`;
    if (line.length <= width) return [line];
    return [`  ${name}: [`, ...elements.map((element) => `    ${element},`), "  ],"];
  }
  const text = typeof value === "string" ? quoted(value) : String(value);
  const line = `  ${name}: ${text},`;
  return line.length <= width ? [line] : [`  ${name}:`, `    ${text},`];
}

/** A property that reads a secret. Where the line is too long, the call is broken at its argument. */
function secret(name: string, key: string): string[] {
  const line = `  ${name}: config.requireSecret(${quoted(key)}),`;
  if (line.length <= width) return [line];
  return [`  ${name}: config.requireSecret(`, `    ${quoted(key)},`, "  ),"];
}

/** What nobody would see in a program, or turns the direction of writing; joiners belong to letters and emoji. */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text as TypeScript, in the kind of quotes that needs fewer escapes. */
function quoted(text: string): string {
  const double = JSON.stringify(text).replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
  if (text.split('"').length <= text.split("'").length) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
