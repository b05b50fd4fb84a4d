/** What the registry and its users' compilers make of the package, as it would be published. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../../provider/package.json";
import { root } from "../support/engine";

/** The most that a download may weigh, in bytes: a fixture or a source map that slips in is far more. */
const mostPacked = 400_000;

describe("the package, as it would be published", () => {
  let folder: string;
  let tarball: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "publish-"));
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], {
      cwd: join(root, "provider"),
      stdio: "ignore",
    });
    tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  });
  after(() => rmSync(folder, { recursive: true }));

  function told(command: string, ...args: string[]): string {
    const path = `${join(root, "node_modules/.bin")}:${process.env.PATH ?? ""}`;
    const { status, stdout, stderr } = spawnSync(command, args, {
      encoding: "utf8",
      env: { ...process.env, PATH: path, NO_COLOR: "1" },
    });
    assert.equal(status, 0, `${stdout}${stderr}`);
    return `${stdout}${stderr}`;
  }

  it("has entry points that every runtime and bundler finds (publint)", () => {
    assert.doesNotMatch(told("publint", "--strict", tarball), /Suggestions|Warnings|Errors/);
  });

  it("has types that every compiler resolves (are the types wrong)", () => {
    assert.match(told("attw", tarball), /No problems found/);
  });

  it("is accepted by npm publish --dry-run, and is small", () => {
    const said = told("npm", "publish", "--dry-run", "--ignore-scripts", tarball);
    const [, size = "NaN", unit = ""] = /package size: ([\d.]+) (\w+)/.exec(said) ?? [];
    assert.equal(unit, "kB", said);
    assert.ok(Number(size) * 1000 < mostPacked, said);
  });

  it("says where it comes from, and that it is published with provenance", () => {
    const { repository, homepage, bugs, keywords, publishConfig } = manifest;
    const [address = ""] = homepage.split("#");
    assert.equal(repository.url, `git+${address}.git`);
    assert.equal(bugs, `${address}/issues`);
    assert.equal(repository.directory, "provider");
    assert.ok(keywords.length >= 5);
    assert.deepEqual(publishConfig, { access: "public", provenance: true });
  });
});
