/** `npm run matrix`: the packed package in every cell of the compatibility matrix, the tests under each engine, then the whole test suite under every Node.js and SDK. `-- cells`, `-- engines`, `-- suites 22` or `-- suites 22 3.216.0` runs a part. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { acquireEngine } from "../engine/acquire";
import { inherited } from "../engine/project";
import { type Pin, versions } from "../engine/versions";
import { cells, managers, nodeFolder, pack, runCell } from "./cells";
import { keepFigure } from "./figures";

const root = join(__dirname, "..");

async function installations(folder: string): Promise<void> {
  const engine = await acquireEngine((line) => console.error(line));
  const tarball = pack(root, folder);
  for (const cell of cells) console.error(await runCell(cell, tarball, engine, folder));
  keepFigure(
    "Installations",
    `${cells.length} of ${cells.length} (Node.js ${[...new Set(cells.map(({ node }) => node))].join(", ")}; oldest and newest \`@pulumi/pulumi\`; TypeScript 5 and 6; ${Object.keys(managers).join(", ")}), each running a plain-JavaScript, an ES-module and a type-checked TypeScript program`,
  );
}

/** The tests under the real engine, once under each version that is built. Throws where one fails, after all have run; returns the rows. */
function engines(): string[] {
  const pins: Pin[] = ["newest", "floor"];
  const runs = pins.map((pin) => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "test:engine"], {
      cwd: root,
      env: { ...inherited(), ENGINE: pin, CI: "true", NO_COLOR: "1" },
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const [summary] = /\d+ passing[^]*/.exec(stdout) ?? [`nothing ran: ${stderr.slice(-2000)}`];
    const row = `Pulumi ${versions[pin]} (${pin}): ${(status === 0 ? summary.replace(/ \([^]*/, "") : summary).trim()}`;
    console.error(row);
    return { row, failed: status !== 0 };
  });
  if (runs.some(({ failed }) => failed)) throw new Error("not every engine passes");
  return runs.map(({ row }) => row);
}

/** The suite on a clean clone of what is committed; its lint and type checks are one Node.js's business. */
function suites(folder: string, [onlyNode, onlySdk]: readonly string[]): void {
  const chosen = cells.filter(
    ({ node, sdk }) => [undefined, node].includes(onlyNode) && [undefined, sdk].includes(onlySdk),
  );
  const ran = chosen.map(({ node, sdk }) => {
    const clone = join(folder, `suite-${node}-${sdk}`);
    execFileSync("git", ["clone", "--quiet", root, clone]);
    const PATH = [nodeFolder(node, folder), process.env.PATH].join(delimiter);
    const run = (command: string, ...args: string[]): ReturnType<typeof spawnSync> =>
      spawnSync(command, args, {
        cwd: clone,
        env: { ...inherited(), PATH, CI: "true" },
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
    run("npm", "ci");
    run("npm", "install", "--no-save", `@pulumi/pulumi@${sdk}`);
    const { status, stdout } = run("npx", "mocha", "--no-color");
    const [summary = "nothing ran"] = /\d+ passing[^]*/.exec(String(stdout)) ?? [];
    const what = `Node.js ${node} with @pulumi/pulumi ${sdk}`;
    if (status !== 0) throw new Error(`${what}: ${summary}`);
    console.error(`${what}: ${summary.split(" (")[0]}`);
    return `${what}: ${summary.split(" (")[0]}`;
  });
  if (chosen.length === cells.length) keepFigure("Whole suite", ran.join("; "));
}

async function main([part, ...only]: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-matrix-"));
  try {
    if (part === undefined || part === "cells") await installations(folder);
    if (part === undefined || part === "engines") keepFigure("Engines", engines().join("; "));
    if (part === undefined || part === "suites") suites(folder, only);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
