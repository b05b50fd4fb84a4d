/** A real engine for tests: missing, it fails them under CI, and skips them loudly elsewhere. */
import { join } from "node:path";
import { acquireEngine } from "../../engine/acquire";
import type { Engine } from "../../engine/candidate";
import { createProject, type Project, type ProjectOptions } from "../../engine/project";

export const root = join(__dirname, "../..");

let acquired: Promise<Engine> | undefined;

/** For a `before` hook: the engine, once per run of the tests; building one may take minutes. */
export async function requireEngine(context: Mocha.Context): Promise<Engine> {
  context.timeout(30 * 60_000);
  acquired ??= acquireEngine((line) => console.error(line));
  try {
    return await acquired;
  } catch (error) {
    if (process.env.CI) throw error;
    console.error(`\n!!! NOT TESTED under the real engine: ${error instanceof Error ? error.message : String(error)}\n`);
    return context.skip();
  }
}

/** A project with a plain-JavaScript program; what it declares is written later. */
export function scriptProject(engine: Engine, options: Partial<ProjectOptions>): Promise<Project> {
  return createProject({
    engine,
    nodeModules: join(root, "node_modules"),
    ...options,
    files: { "Pulumi.yaml": "name: shops\nruntime: nodejs\n", "package.json": "{}", ...options.files },
  });
}
