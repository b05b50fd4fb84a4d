/** What an installation of the package takes on disk, counted in node_modules. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brought } from "./licences";

const megabyte = 1024 * 1024;

/** The packages that come along, with their sizes and licences, as a sentence. */
export function installation(root: string): string {
  const all = brought(root)
    .map(({ name, version, license, path }) => ({
      text: `\`${name}\` ${version} (${license ?? "no licence stated"})`,
      size: sizeOf(join(root, path)),
    }))
    .sort((one, other) => other.size - one.size);
  const total = all.reduce((sum, { size }) => sum + size, 0);
  const list = all.map(({ text, size }) => `${text}, ${inMegabytes(size)}`).join("; ");
  return `Besides the Pulumi SDK, which a program has anyway, and zod and undici, which are [built in](decisions.md): ${all.length} packages of ${inMegabytes(total)}. ${list}.`;
}

function inMegabytes(size: number): string {
  return `${(size / megabyte).toFixed(1)} MB`;
}

/** The bytes of the files of a package; not those of packages inside it, which are counted themselves. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .map((entry) =>
      entry.isDirectory()
        ? sizeOf(join(folder, entry.name))
        : statSync(join(folder, entry.name)).size,
    )
    .reduce((sum, size) => sum + size, 0);
}
