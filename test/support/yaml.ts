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
  properties: object;
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
export function yamlProgram(resources: Record<string, YamlResource>, more: { variables?: object; outputs?: object } = {}): string {
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

/** The same program as one that declares resources in JavaScript. YAML leaves out what is `null`, so `""` says it. */
export function declaringInYaml(resources: Record<string, string>): string {
  const spelled = Object.entries(resources).map(([name, text]) => {
    const args = JSON.stringify(runInNewContext(`(${text})`), (_name, value: unknown) => (value === null ? "" : value));
    return [name, { properties: argsSchema.parse(JSON.parse(args)) }] as const;
  });
  return yamlProgram(Object.fromEntries(spelled));
}

const argsSchema = z.record(z.string(), z.json());
