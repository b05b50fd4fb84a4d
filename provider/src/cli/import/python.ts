/** A declared program in Python, over the SDK that Pulumi generates from the plugin's schema. Pure. */
import type { DeclaredIntegration, DeclaredProgram, DeclaredSetting } from "./declared";
import { doubleQuoted, longEscape } from "./unseen";

/** Black's width unless it is configured. */
const width = 88;

export function python({ account, integrations, secrets }: DeclaredProgram): string {
  const accountLines = account === undefined ? [] : [`    account=${quoted(account)},`];
  const declarations = integrations.map((one) => [
    "sendcloud.IntegrationSettings(",
    `    ${quoted(one.name)},`,
    ...linesOf("    ", one, accountLines),
    ")",
  ]);
  const head = [
    '"""Settings of Sendcloud integrations, imported as they are."""',
    "",
    ...(secrets.size > 0 ? ["import pulumi"] : []),
    "import pulumi_sendcloud as sendcloud",
  ];
  const config = secrets.size > 0 ? [["config = pulumi.Config()"]] : [];
  return `${[head, ...config, ...declarations].map((block) => block.join("\n")).join("\n\n")}\n`;
}

function linesOf(
  indent: string,
  { integrationId, settings, left }: DeclaredIntegration,
  accountLines: readonly string[] = [],
): string[] {
  return [
    `${indent}integration_id=${integrationId},`,
    ...accountLines,
    ...[...settings].flatMap(([setting, declared]) => argument(indent, snake(setting), declared)),
    ...[...left].map(
      ([setting, reason]) => `${indent}# ${snake(setting)} is not declared: ${snake(reason)}.`,
    ),
  ];
}

function argument(indent: string, name: string, declared: DeclaredSetting): string[] {
  if ("key" in declared)
    return [`${indent}${name}=config.require_secret(${quoted(declared.key)}),`];
  const { value } = declared;
  if (!Array.isArray(value)) return [`${indent}${name}=${literal(value)},`];
  const elements = value.map(literal);
  const line = `${indent}${name}=[${elements.join(", ")}],`;
  return line.length <= width
    ? [line]
    : [
        `${indent}${name}=[`,
        ...elements.map((element) => `${indent}    ${element},`),
        `${indent}],`,
      ];
}

/** Python's SDK leaves `None` out, so that empty text says that there is no value. */
function literal(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "number" ? String(value) : quoted(typeof value === "string" ? value : "");
}

function quoted(text: string): string {
  return doubleQuoted(text, longEscape);
}

/** Names of the schema as the SDK spells them. */
function snake(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
