/** A real engine for tests: missing, it fails them under CI, and skips them loudly elsewhere. */
import { join } from "node:path";
import { acquireEngine, type Engine } from "../../engine/acquire";
import { versions } from "../../engine/versions";
import { createProject, type Project, type ProjectOptions } from "../../engine/project";

export const root = join(__dirname, "../..");

/** For a `before` hook: the engine, or one of the version that is asked for; building one may take minutes. */
export async function requireEngine(context: Mocha.Context, asked?: string): Promise<Engine> {
  context.timeout(30 * 60_000);
  try {
    return await acquireEngine((line) => console.error(line), { asked });
  } catch (error) {
    if (process.env.CI) throw error;
    console.error(
      `\n!!! NOT TESTED under the real engine: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return context.skip();
  }
}

/** For a `before` hook: an engine that can run policy packs: any but our build of the newest, in whose place the floor is taken. */
export async function requirePolicyEngine(context: Mocha.Context): Promise<Engine> {
  const engine = await requireEngine(context);
  if (engine.policyPacks) return engine;
  console.error(
    `    Pulumi ${engine.version} as it is built here cannot run policy packs: these stories run under ${versions.floor}`,
  );
  return requireEngine(context, versions.floor);
}

/** A project with a plain-JavaScript program; what it declares is written later. */
export function scriptProject(engine: Engine, options: Partial<ProjectOptions>): Promise<Project> {
  return createProject({
    engine,
    nodeModules: join(root, "node_modules"),
    ...options,
    files: {
      "Pulumi.yaml": "name: shops\nruntime: nodejs\n",
      "package.json": "{}",
      ...options.files,
    },
  });
}
