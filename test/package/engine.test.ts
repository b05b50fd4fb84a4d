/** What `npm run engine` prints can be pasted. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { versions } from "../../engine/versions";

const root = join(__dirname, "../..");

describe("npm run engine", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "engine here-")));
  after(() => rmSync(folder, { recursive: true }));

  it("prints where an engine is, and a line that puts it on the PATH of a shell", () => {
    for (const name of ["pulumi", "pulumi-language-nodejs"])
      writeFileSync(join(folder, name), `#!/bin/sh\necho v${versions.newest}\n`, { mode: 0o755 });
    const env = { ...process.env, ENGINE: "newest", TS_NODE_TRANSPILE_ONLY: "true" };
    const main = ["-r", "ts-node/register", join(root, "engine/main.ts")];
    const printed = execFileSync(process.execPath, main, {
      cwd: root,
      encoding: "utf8",
      env: { ...env, PATH: [folder, process.env.PATH].join(delimiter) },
    });
    const [where, line = ""] = printed.split("\n");
    assert.equal(where, `Pulumi ${versions.newest} in ${folder}`);
    const found = execFileSync("sh", ["-c", `${line}\ncommand -v pulumi`], { encoding: "utf8" });
    assert.equal(found.trim(), join(folder, "pulumi"));
  });
});
