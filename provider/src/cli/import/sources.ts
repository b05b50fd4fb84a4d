/** What the other files of a program say: so that an import takes no name and no key of theirs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Whether a file of the project, other than the one that is written, holds a text in quotes. */
export function quotedElsewhere(out: string): (text: string) => boolean {
  const own = stem(out);
  const folder = resolve(dirname(out));
  const project = projectFolder(folder);
  const texts = sourcesIn(project ?? folder, project !== undefined)
    .filter((file) => stem(file) !== own)
    .map((file) => readFileSync(file, "utf8"));
  return (text) => texts.some((source) => ['"', "'", "`"].some((quote) => source.includes(`${quote}${text}${quote}`)));
}

/** The folder of the Pulumi project that a folder is in. */
function projectFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (["yaml", "yml", "json"].some((kind) => existsSync(join(at, `Pulumi.${kind}`)))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** Programs in a folder, and below it in those that are neither packages nor hidden. */
function sourcesIn(folder: string, andBelow: boolean): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return !andBelow || entry.name === "node_modules" || entry.name.startsWith(".") ? [] : sourcesIn(path, true);
    return entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

/** A file without its ending, since index.js is index.ts compiled. */
function stem(file: string): string {
  return basename(file).replace(/(\.d)?\.[^.]*$/, "");
}
