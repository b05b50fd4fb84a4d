/** Where a Pulumi project lies: its folder, from anywhere below it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The names of a project's file, in the order in which Pulumi looks for them. */
const names = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/** The file of the project that a folder is in, or `undefined` where it is in none. */
export function projectFile(folder: string): string | undefined {
  const file = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  const above = dirname(folder);
  return file ?? (above === folder ? undefined : projectFile(above));
}

/** The folder of the project that a folder is in; where it is in none, the folder itself. */
export function projectFolder(folder: string): string {
  const file = projectFile(folder);
  return file === undefined ? folder : dirname(file);
}
