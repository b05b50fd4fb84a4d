/** What the other files of a program hold, so that an import uses none of their names and keys. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { projectFile } from "../project";

/** Whether a file of the project, other than the one that is written, holds a text in quotes. */
export function quotedElsewhere(out: string): (text: string) => boolean {
  const own = stem(out);
  const folder = resolve(dirname(out));
  const project = projectFile(folder);
  const texts = sourcesIn(project === undefined ? folder : dirname(project), project !== undefined)
    .filter((file) => stem(file) !== own)
    .map((file) => readFileSync(file, "utf8"));
  return (text) =>
    texts.some((source) =>
      ['"', "'", "`"].some((quote) => source.includes(`${quote}${text}${quote}`)),
    );
}

/** Programs in a folder, and below it in those that are neither packages nor hidden. */
function sourcesIn(folder: string, andBelow: boolean): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return !andBelow || isOfOthers(path, entry.name) ? [] : sourcesIn(path, true);
    return entry.isFile() && /\.([cm]?[jt]sx?|py)$/.test(entry.name) ? [path] : [];
  });
}

/** Packages, hidden folders, and Python's virtual environments. */
function isOfOthers(path: string, name: string): boolean {
  return name === "node_modules" || name.startsWith(".") || existsSync(join(path, "pyvenv.cfg"));
}

/** A file without its ending, since index.js is index.ts compiled. */
function stem(file: string): string {
  return basename(file).replace(/(\.d)?\.[^.]*$/, "");
}
