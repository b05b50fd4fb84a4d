/** Two corners of the compatibility matrix; `npm run matrix` runs all of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../engine/acquire";
import { type Cell, newestSdk, oldestSdk, pack, runCell } from "../../scripts/cells";
import { requireEngine, root } from "../support/engine";

const corners: Cell[] = [
  { node: "20", sdk: oldestSdk, typescript: "5", manager: "npm" },
  { node: "26", sdk: newestSdk, typescript: "6", manager: "pnpm" },
];

describe("the packed package, installed as its users install it", function () {
  this.timeout(600_000);
  // A registry may have a bad moment.
  this.retries(2);
  let engine: Engine;
  let folder: string;
  let tarball: string;
  before(async function () {
    engine = await requireEngine(this);
    folder = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-matrix-"));
    tarball = pack(root, folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const cell of corners) {
    it(`runs programs of every kind under Node.js ${cell.node}, @pulumi/pulumi ${cell.sdk}, TypeScript ${cell.typescript}, by ${cell.manager}`, async () => {
      await runCell(cell, tarball, engine, folder);
    });
  }
});
