/** Programs in Python over the plugin: their language host, the SDK that is generated for them, and a virtual environment of their own. */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { Engine } from "../../engine/candidate";
import { provideLanguage } from "../../engine/language";
import { createProject, type Project, type ProjectOptions } from "../../engine/project";
import { addsPackages, provideGenerator } from "../../engine/sdk";
import { root } from "./engine";

/** What adds the plugin's SDK to a project in Python. */
export interface Python {
  engine: Engine;
  /** The shell command that generates the SDK of a plugin, and names it in requirements.txt: what `pulumi package add PLUGIN` does. */
  adding: (plugin: string) => string;
}

/** Python for programs under this engine. Nothing where there is none, which is said; what is there and does not work fails under CI, and is said elsewhere. */
export async function findPython(engine: Engine): Promise<Python | undefined> {
  const tell = (line: string): void => console.error(line);
  try {
    execFileSync("python3", ["-c", "import venv, ensurepip"], { stdio: "pipe" });
    await provideLanguage(engine, "python", tell);
    if (addsPackages(engine)) return { engine, adding: (plugin) => `pulumi package add ${plugin}` };
    const generator = await provideGenerator(tell);
    return {
      engine,
      adding: (plugin) =>
        `(set -o pipefail; pulumi package get-schema ${plugin} | '${generator}' python sdks/sendcloud) && echo sdks/sendcloud >> requirements.txt`,
    };
  } catch (error) {
    const isThere = spawnSync("python3", ["--version"]).status === 0;
    if (process.env.CI && isThere) throw error;
    console.error(`\n!!! NOT TESTED with Python: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

/** A project in Python with an environment of its own: the SDK of Pulumi that its requirements.txt pins, and the plugin's. */
export async function pythonProject({ engine, adding }: Python, options: Partial<ProjectOptions>): Promise<Project> {
  const project = await createProject({ engine, nodeModules: join(root, "node_modules"), ...options });
  const commands = [
    "set -e",
    "python3 -m venv venv",
    adding("node_modules/pulumi-sendcloud/plugin/pulumi-resource-sendcloud"),
    "venv/bin/pip install --quiet --no-compile --requirement requirements.txt",
  ];
  try {
    await promisify(execFile)("bash", ["-c", commands.join("\n")], { cwd: project.directory, env: project.environment });
  } catch (error) {
    await project.close();
    throw error;
  }
  // Hosts that do not know the option `virtualenv` of the project take the first Python on PATH.
  project.environment.PATH = `${join(project.directory, "venv", "bin")}${delimiter}${project.environment.PATH ?? ""}`;
  return project;
}
