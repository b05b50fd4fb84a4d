/** Projects in languages other than those of Node.js and YAML, with the plugin's SDK and all else that their programs need. */
import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { createProject, type Project, type ProjectOptions } from "../../engine/project";
import { root } from "./engine";
import type { SdkLanguage } from "./sdk-languages";

const plugin = "node_modules/pulumi-sendcloud/plugin/pulumi-resource-sendcloud";

/** A project in Python with an environment of its own: the SDK of Pulumi that its requirements.txt pins, and the plugin's. */
export async function pythonProject(
  language: SdkLanguage,
  options: Partial<ProjectOptions>,
): Promise<Project> {
  const project = await sdkProject(language, options, [
    "python3 -m venv venv",
    language.adding(plugin),
    "venv/bin/pip install --quiet --no-compile --requirement requirements.txt",
  ]);
  // Hosts that do not know the option `virtualenv` of the project take the first Python on PATH.
  project.environment.PATH = `${join(project.directory, "venv", "bin")}${delimiter}${project.environment.PATH ?? ""}`;
  return project;
}

/** A project in Go. The first that is made on a machine compiles Pulumi's SDK, which takes a minute or two. */
export function goProject(
  language: SdkLanguage,
  options: Partial<ProjectOptions>,
): Promise<Project> {
  return sdkProject(language, options, [
    language.adding(plugin),
    "go mod tidy",
    "go build -o /dev/null .",
  ]);
}

async function sdkProject(
  { engine }: SdkLanguage,
  options: Partial<ProjectOptions>,
  commands: readonly string[],
): Promise<Project> {
  const project = await createProject({
    engine,
    nodeModules: join(root, "node_modules"),
    ...options,
  });
  try {
    const script = ["set -e", ...commands].join("\n");
    await promisify(execFile)("bash", ["-c", script], {
      cwd: project.directory,
      env: project.environment,
    });
  } catch (error) {
    await project.close();
    throw error;
  }
  return project;
}
