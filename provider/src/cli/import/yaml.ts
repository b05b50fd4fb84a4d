/** A declared program in YAML, as Pulumi's language host for YAML reads it. Pure. */
import { Document, isMap, isScalar, visit } from "yaml";
import { SendcloudError } from "../../errors";
import type { DeclaredIntegration, DeclaredProgram, DeclaredSetting } from "./declared";
import { escapeUnseen, longEscape } from "./unseen";

export function yaml({ set, account, integrations, secrets }: DeclaredProgram): string {
  const shared = account === undefined ? {} : { account: inert(account) };
  const config = Object.fromEntries([...secrets.keys()].map((key) => [key, { type: "string", secret: true }]));
  const resources: [string, object][] =
    set === undefined
      ? integrations.map((one) => [one.name, { type: "sendcloud:IntegrationSettings", properties: propertiesOf(one, shared) }])
      : [[set, { type: "sendcloud:IntegrationSettingsSet", properties: { ...shared, integrations: membersOf(integrations) } }]];
  // Version 1.1 has more words and numbers that text must not look like, some of which Pulumi's reader knows.
  const document = new Document({ ...(secrets.size > 0 && { config }), resources: Object.fromEntries(resources) }, { version: "1.1" });
  for (const { name, left } of integrations) {
    const path = set === undefined ? [name, "properties"] : [set, "properties", "integrations", memberName(name)];
    const properties = document.getIn(["resources", ...path]);
    const lines = [...left].map(([setting, reason]) => ` ${setting} is not declared: ${reason}.`);
    if (isMap(properties) && lines.length > 0) properties.comment = lines.join("\n");
  }
  visit(document, {
    Pair(_key, pair) {
      const key: unknown = pair.key;
      if (isScalar(key) && !/^[a-z][\w-]*$/i.test(String(key.value))) key.type = "QUOTE_DOUBLE";
    },
  });
  document.commentBefore = " Settings of Sendcloud integrations, imported as they are.";
  const text = document.toString({ lineWidth: 0, directives: false, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
  return text
    .split("\n")
    .map((line) => escapeUnseen(line, longEscape))
    .join("\n");
}

function membersOf(integrations: readonly DeclaredIntegration[]): object {
  return Object.fromEntries(integrations.map((one) => [memberName(one.name), propertiesOf(one)]));
}

function propertiesOf({ integrationId, settings }: DeclaredIntegration, shared: object = {}): object {
  return { integrationId, ...shared, ...Object.fromEntries([...settings].map(([setting, declared]) => [setting, valueOf(declared)])) };
}

/** YAML programs leave `null` out, so that empty text says that there is no value. */
function valueOf(declared: DeclaredSetting): unknown {
  if ("key" in declared) return `\${${declared.key}}`;
  const { value } = declared;
  if (Array.isArray(value)) return value.map((one) => inert(String(one)));
  return typeof value === "boolean" || typeof value === "number" ? value : inert(typeof value === "string" ? value : "");
}

function memberName(name: string): string {
  if (!/^fn::/i.test(name)) return inert(name);
  throw new SendcloudError(
    `the member ${JSON.stringify(name)} cannot be declared in YAML, where names that begin with fn:: are functions: give it another name first`,
  );
}

/** Text of which nothing is an expression. */
function inert(text: string): string {
  return text.replace(/\$(?=[${])/g, "$$$$");
}
