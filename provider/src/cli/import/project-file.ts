/** What a Pulumi project's file says of its program. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { projectFile } from "../project";

/** A project, as far as an import needs to know it. */
export interface ProjectFile {
  /** The file's path. */
  path: string;
  /** The language host of its programs. */
  runtime: string | undefined;
  /** The folder of its program. */
  folder: string;
  /** Whether it says where the plugin is. */
  hasPlugin: boolean;
  /** Of a program in YAML: the file that holds it, and the names in it. */
  yaml: YamlProgram | undefined;
}

export interface YamlProgram {
  path: string;
  names: ReadonlySet<string>;
}

const section = z.record(z.string(), z.unknown()).catch({});

const shape = z.looseObject({
  runtime: z
    .union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)])
    .optional()
    .catch(undefined),
  main: z.string().catch(""),
  plugins: z
    .looseObject({ providers: z.array(z.looseObject({ name: z.string() })).catch([]) })
    .catch({ providers: [] }),
  packages: section,
  resources: section,
  variables: section,
  outputs: section,
  config: section,
  configuration: section,
});

/** Reads the file of the project that a folder is in; `undefined` where there is none, or it cannot be read. */
export function readProjectFile(folder: string): ProjectFile | undefined {
  const path = projectFile(folder);
  if (path === undefined) return undefined;
  const project = read(path);
  const programFolder = join(dirname(path), project.main);
  const hasPlugin =
    project.plugins.providers.some(({ name }) => name === "sendcloud") ||
    Object.hasOwn(project.packages, "sendcloud");
  return {
    path,
    runtime: project.runtime,
    folder: programFolder,
    hasPlugin,
    yaml: yamlProgram(path, programFolder),
  };
}

/** The program that Pulumi runs: a file of its own comes before what the project's file holds. */
function yamlProgram(path: string, folder: string): YamlProgram | undefined {
  const main = ["Main.json", "Main.yaml"]
    .map((name) => join(folder, name))
    .find((one) => existsSync(one));
  const { resources, variables, outputs, config, configuration } = read(main ?? path);
  const names = new Set([resources, variables, config, configuration].flatMap(Object.keys));
  const isProgram =
    main !== undefined ||
    [resources, variables, outputs].some((one) => Object.keys(one).length > 0);
  return isProgram ? { path: main ?? path, names } : undefined;
}

/** JSON is YAML too. A file that cannot be read counts as empty: Pulumi itself says what is wrong with it. */
function read(path: string): z.infer<typeof shape> {
  return shape.safeParse(parsed(path)).data ?? shape.parse({});
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"), { logLevel: "silent" });
  } catch {
    return undefined;
  }
}
