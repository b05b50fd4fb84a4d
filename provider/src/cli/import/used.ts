/** Which names and configuration keys the rest of the program uses already: an import uses others. */
import { resolve } from "node:path";
import { type Language, writers } from "./language";
import type { ProjectFile } from "./project-file";
import { quotedElsewhere } from "./sources";

/** Whether a text names something in another file of the program, or in its language. */
export function usedElsewhere(
  out: string,
  language: Language,
  project: ProjectFile | undefined,
): (text: string) => boolean {
  const { reserved } = writers[language];
  const isUsed = language === "yaml" ? usedInYaml(out, project) : quotedElsewhere(out);
  return (text) => reserved.includes(text) || isUsed(text);
}

function usedInYaml(out: string, project: ProjectFile | undefined): (text: string) => boolean {
  const program = project?.yaml;
  return (text) =>
    program !== undefined && program.path !== resolve(out) && program.names.has(text);
}
