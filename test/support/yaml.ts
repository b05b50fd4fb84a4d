/** Programs in YAML over the plugin: they need no `node_modules`, and a project file is all there is of one. */
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import * as z from "zod";
import type { Engine } from "../../engine/candidate";
import { provideLanguage } from "../../engine/language";
import { createProject, type Project, type ProjectOptions } from "../../engine/project";
import { requireEngine, root } from "./engine";

/** A resource of a program. */
export interface YamlResource {
  type?: string;
  properties?: object;
  /** In place of properties: the id to look it up by, and what else is known of it. */
  get?: object;
  options?: object;
}

/** The folder of the plugin's launcher. */
export const pluginFolder = join(root, "provider/plugin");

/** For a `before` hook: an engine that can run YAML. */
export async function requireYamlEngine(context: Mocha.Context, asked?: string): Promise<Engine> {
  const engine = await requireEngine(context, asked);
  await provideLanguage(engine, "yaml", (line) => console.error(line));
  return engine;
}

/** A project whose program declares nothing yet. */
export function yamlProject(engine: Engine, options: Partial<ProjectOptions>): Promise<Project> {
  const files = { "Pulumi.yaml": yamlProgram({}), ...options.files };
  return createProject({ engine, nodeModules: join(root, "node_modules"), ...options, files });
}

/** The text of a program. JSON is YAML too. */
export function yamlProgram(
  resources: Record<string, YamlResource>,
  more: { config?: object; variables?: object; outputs?: object } = {},
): string {
  const withTypes = Object.entries(resources).map(
    ([name, { type = "sendcloud:IntegrationSettings", ...rest }]) => [name, { type, ...rest }] as const,
  );
  return JSON.stringify({
    name: "shops",
    runtime: "yaml",
    plugins: { providers: [{ name: "sendcloud", path: pluginFolder }] },
    resources: Object.fromEntries(withTypes),
    ...more,
  });
}

/** The same program as one that declares resources in JavaScript. YAML leaves out what is `null`, so `""` says it; and dynamic resources have the option themselves. */
export function declaringInYaml(resources: Record<string, string>): string {
  const context = { ...Object.fromEntries(Object.keys(resources).map((name) => [name, outputsOf(name)])), pulumi };
  const spelled = Object.entries(resources).map(([name, text]) => {
    const args = JSON.stringify(runInNewContext(`(${text})`, context), (_name, value: unknown) => (value === null ? "" : value));
    return [name, { properties: argsSchema.parse(JSON.parse(args)), options: { deleteBeforeReplace: true } }] as const;
  });
  return yamlProgram(Object.fromEntries(spelled));
}

/** A value that is written in JavaScript, without names. */
export function yamlValue(text: string): object {
  return z.union([argsSchema, z.array(z.json())]).parse(JSON.parse(JSON.stringify(runInNewContext(`(${text})`))));
}

/** The outputs of a resource, as YAML names them. */
function outputsOf(name: string): object {
  return new Proxy({}, { get: (_target, property) => `\${${name}.${String(property)}}` });
}

/** What programs in JavaScript say of values, as YAML says it. */
const pulumi = {
  output: (value: unknown) => value,
  secret: (value: unknown) => ({ "fn::secret": value }),
  interpolate: (texts: readonly string[], ...values: readonly string[]) =>
    texts.map((text, index) => text + (values[index] ?? "")).join(""),
};

const argsSchema = z.record(z.string(), z.json());
