/** Programs in YAML over the plugin: they need no `node_modules`, and a project file is all there is of one. */
import { join } from "node:path";
import type { Engine } from "../../engine/acquire";
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
  more: {
    name?: string;
    config?: object;
    variables?: object;
    outputs?: object;
    plugins?: object;
    stackConfigDir?: string;
  } = {},
): string {
  const withTypes = Object.entries(resources).map(
    ([name, { type = "sendcloud:IntegrationSettings", ...rest }]) =>
      [name, { type, ...rest }] as const,
  );
  return JSON.stringify({
    name: "shops",
    runtime: "yaml",
    plugins: { providers: [{ name: "sendcloud", path: pluginFolder }] },
    resources: Object.fromEntries(withTypes),
    ...more,
  });
}
