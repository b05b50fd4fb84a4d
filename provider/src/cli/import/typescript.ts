/** A declared program in TypeScript, formatted as Prettier does. Pure. */
import type { DeclaredIntegration, DeclaredProgram } from "./declared";
import { literal, property, quoted } from "./literals";

export function typescript({ account, integrations, secrets }: DeclaredProgram): string {
  const accountLines = account === undefined ? [] : [`  account: ${quoted(account)},`];
  const declarations = integrations.map((one) => [
    `new SendcloudIntegrationSettings(${quoted(one.name)}, {`,
    ...linesOf("  ", one, accountLines),
    "});",
  ]);
  const head = [
    "/** Settings of Sendcloud integrations, imported as they are. */",
    ...(secrets.size > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import { SendcloudIntegrationSettings } from "pulumi-sendcloud";',
  ];
  const config = secrets.size > 0 ? [["const config = new pulumi.Config();"]] : [];
  return `${[head, ...config, ...declarations].map((block) => block.join("\n")).join("\n\n")}\n`;
}

function linesOf(
  indent: string,
  { integrationId, settings, left }: DeclaredIntegration,
  accountLines: readonly string[] = [],
): string[] {
  return [
    `${indent}integrationId: ${integrationId},`,
    ...accountLines,
    ...[...settings].flatMap(([setting, declared]) =>
      "key" in declared
        ? property(indent, setting, `config.requireSecret(${quoted(declared.key)})`)
        : literal(indent, setting, declared.value),
    ),
    ...[...left].map(([setting, reason]) => `${indent}// ${setting} is not declared: ${reason}.`),
  ];
}
