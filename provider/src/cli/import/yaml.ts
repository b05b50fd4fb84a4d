/** A declared program in YAML, as Pulumi's language host for YAML reads it. Pure. */
import { Document, isMap, isScalar, visit } from "yaml";
import type { DeclaredIntegration, DeclaredProgram, DeclaredSetting } from "./declared";
import { escapeUnseen, longEscape } from "./unseen";

export function yaml({ account, integrations, secrets }: DeclaredProgram): string {
  const shared = account === undefined ? {} : { account: inert(account) };
  const config = Object.fromEntries(
    [...secrets.keys()].map((key) => [key, { type: "string", secret: true }]),
  );
  const resources = integrations.map((one): [string, object] => [
    one.name,
    { type: "sendcloud:IntegrationSettings", properties: propertiesOf(one, shared) },
  ]);
  // Version 1.1 has more words and numbers that text must not look like, some of which Pulumi's reader knows.
  const document = new Document(
    { ...(secrets.size > 0 && { config }), resources: Object.fromEntries(resources) },
    { version: "1.1" },
  );
  for (const { name, left } of integrations) {
    const properties = document.getIn(["resources", name, "properties"]);
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
  const text = document.toString({
    lineWidth: 0,
    directives: false,
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
  });
  return text
    .split("\n")
    .map((line) => escapeUnseen(line, longEscape))
    .join("\n");
}

function propertiesOf(
  { integrationId, settings }: DeclaredIntegration,
  shared: object = {},
): object {
  return {
    integrationId,
    ...shared,
    ...Object.fromEntries([...settings].map(([setting, declared]) => [setting, valueOf(declared)])),
  };
}

/** YAML programs leave `null` out, so that empty text says that there is no value. */
function valueOf(declared: DeclaredSetting): unknown {
  if ("key" in declared) return `\${${declared.key}}`;
  const { value } = declared;
  if (Array.isArray(value)) return value.map((one) => inert(String(one)));
  return typeof value === "boolean" || typeof value === "number"
    ? value
    : inert(typeof value === "string" ? value : "");
}

/** Text of which nothing is an expression. */
function inert(text: string): string {
  return text.replace(/\$(?=[${])/g, "$$$$");
}
