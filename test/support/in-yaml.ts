/** Programs in JavaScript that declare resources, said in YAML: those whose values are written there, not computed. */
import { runInNewContext } from "node:vm";
import * as z from "zod";
import { type YamlResource, yamlProgram } from "./yaml";

/** The same program as one that declares resources by their names. */
export function declaringInYaml(resources: Record<string, string>): string {
  const context = {
    ...Object.fromEntries(Object.keys(resources).map((name) => [name, outputsOf(name)])),
    pulumi,
  };
  const spelled = Object.entries(resources).map(
    ([name, text]) => [name, resource(runInNewContext(`(${text})`, context), {})] as const,
  );
  return yamlProgram(Object.fromEntries(spelled));
}

/** The same program as a script that makes resources. */
export function scriptInYaml(script: string): string {
  const resources: Record<string, YamlResource> = {};
  const made = (type: string) =>
    function make(name: string, args: unknown, options: unknown = {}): object {
      resources[name] = { type, ...resource(args, withUrns(type, options)) };
      return outputsOf(name);
    };
  const modules: Record<string, unknown> = {
    "@pulumi/pulumi": pulumi,
    "pulumi-sendcloud": {
      SendcloudIntegrationSettings: made("sendcloud:IntegrationSettings"),
    },
  };
  runInNewContext(script, { require: (name: string) => modules[name] });
  return yamlProgram(resources);
}

/** YAML names aliases by their URNs. */
function withUrns(type: string, options: unknown): unknown {
  const { aliases, ...rest } = z
    .looseObject({ aliases: z.array(z.object({ name: z.string() })).optional() })
    .parse(options);
  const urns = aliases?.map(
    ({ name }) => `urn:pulumi:dev::shops::${type.replace(":", ":index:")}::${name}`,
  );
  return { ...rest, aliases: urns };
}

/** YAML leaves out what is `null`, so `""` says it; and dynamic resources have the option themselves. */
function resource(args: unknown, options: unknown): YamlResource {
  const spelled = JSON.stringify({ args, options }, (_name, value: unknown) =>
    value === null ? "" : value,
  );
  const { args: properties, options: own } = z
    .object({ args: mapSchema, options: mapSchema })
    .parse(JSON.parse(spelled));
  return { properties, options: { deleteBeforeReplace: true, ...own } };
}

/** A resource, and its outputs, as YAML names them. */
function outputsOf(name: string): object {
  const named = (property: string | symbol): unknown =>
    property === "toJSON" ? () => `\${${name}}` : `\${${name}.${String(property)}}`;
  return new Proxy({}, { get: (_target, property) => named(property) });
}

/** What programs in JavaScript say of values, as YAML says it. */
const pulumi = {
  output: (value: unknown) => value,
  secret: (value: unknown) => ({ "fn::secret": value }),
  interpolate: (texts: readonly string[], ...values: readonly string[]) =>
    texts.map((text, index) => text + (values[index] ?? "")).join(""),
};

const mapSchema = z.record(z.string(), z.json());
