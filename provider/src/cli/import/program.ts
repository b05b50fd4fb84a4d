/** A TypeScript program that declares integrations exactly as they are, and the secrets that it reads from configuration. Pure. */
import { isUrlSetting } from "../../settings/schema";
import type { Integration } from "../../settings/types";
import { declarable, isBareUrl } from "../../settings/declarable";
import { configKey, resourceNames } from "./names";

/** What to write. */
export interface Written {
  /** The program, formatted as Prettier does. */
  text: string;
  /** Configuration that the program reads, by key: URLs that may hold a token, so they are secrets. */
  secrets: ReadonlyMap<string, string>;
}

/** How to write it. */
export interface ProgramOptions {
  /** The account of the integrations, unless it is the default. */
  account?: string | undefined;
  /** Whether URLs stand in the program, whatever they hold. */
  plainUrls?: boolean | undefined;
}

export function programOf(integrations: readonly Integration[], { account, plainUrls = false }: ProgramOptions): Written {
  const names = resourceNames(integrations);
  const secrets = new Map<string, string>();
  const resources = integrations.map(({ id, settings: live }) => {
    const resource = names.get(id) ?? `integration-${id}`;
    const { settings, left } = declarable(live);
    const lines = [`  integrationId: ${id},`];
    if (account !== undefined) lines.push(`  account: ${quoted(account)},`);
    for (const [name, value] of settings) {
      if (typeof value === "string" && isUrlSetting(name) && !plainUrls && !isBareUrl(value)) {
        const key = configKey(resource, name);
        secrets.set(key, value);
        lines.push(...property(name, `config.requireSecret(${quoted(key)})`));
      } else {
        lines.push(...literal(name, value));
      }
    }
    for (const [name, reason] of left) lines.push(`  // ${name} is not declared: ${reason}.`);
    return [`new SendcloudIntegrationSettings(${quoted(resource)}, {`, ...lines, "});"].join("\n");
  });
  const head = [
    "/** Settings of Sendcloud integrations, imported as they are. */",
    ...(secrets.size > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import { SendcloudIntegrationSettings } from "pulumi-sendcloud";',
  ].join("\n");
  const config = secrets.size > 0 ? ["const config = new pulumi.Config();"] : [];
  return { text: `${[head, ...config, ...resources].join("\n\n")}\n`, secrets };
}

function literal(name: string, value: unknown): string[] {
  if (!Array.isArray(value)) return property(name, typeof value === "string" ? quoted(value) : String(value));
  const elements = value.map((element) => quoted(String(element)));
  const line = `  ${name}: [${elements.join(", ")}],`;
  return line.length <= width ? [line] : [`  ${name}: [`, ...elements.map((element) => `    ${element},`), "  ],"];
}

/** Prettier's width unless it is configured. */
const width = 80;

/** Where a line is too long, a call is broken at its argument, and text goes to a line of its own. */
function property(name: string, value: string): string[] {
  const line = `  ${name}: ${value},`;
  if (line.length <= width) return [line];
  const call = /^(config\.requireSecret\()(.*)\)$/.exec(value);
  return call === null ? [`  ${name}:`, `    ${value},`] : [`  ${name}: ${call[1]}`, `    ${call[2]},`, "  ),"];
}

/** Text as TypeScript, in the kind of quotes that needs fewer escapes. */
function quoted(text: string): string {
  const double = JSON.stringify(text);
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  return doubles <= singles ? double : `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
