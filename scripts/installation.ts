/** What an installation of the package takes on disk, counted in node_modules. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brought } from "./licences";

const megabyte = 1024 * 1024;

/** The packages that come along and their size, in Markdown. */
export function installation(root: string): string {
  const sizes = brought(root).map(({ name, path }) => ({ name, size: sizeOf(join(root, path)) }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const largest = [...sizes].sort((one, other) => other.size - one.size).slice(0, 5);
  const rows = largest.map(({ name, size }) => `| \`${name}\` | ${inMegabytes(size)} |`);
  return [
    "| besides the Pulumi SDK, which the program has anyway | on disk |",
    "| --- | --- |",
    `| all ${sizes.length} packages | ${inMegabytes(total)} |`,
    ...rows,
  ].join("\n");
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
