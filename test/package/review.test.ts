/** The command that reviews a preview: its input, and how it ends. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../support/engine";
import { preview } from "../support/preview";

const bin = join(root, "provider/bin/pulumi-sendcloud.js");

const run = (args: readonly string[], input = ""): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, [bin, "review", ...args], { input, encoding: "utf8" });

describe("pulumi-sendcloud review", () => {
  it("reads standard input, and ends with status 2 for a risk only where that is asked for", () => {
    const input = JSON.stringify(preview);
    assert.deepEqual(
      [run([], input), run(["--fail-on", "risk"], input), run(["--fail-on", "change"], input)].map(
        ({ status }) => status,
      ),
      [0, 2, 2],
    );
    assert.equal(run(["--fail-on", "risk"], '{"steps":[]}').status, 0);
  });

  it("ends with status 1, and one line, for what it cannot read", () => {
    const missing = run(["/nowhere/preview.json"]);
    assert.deepEqual([missing.status, missing.stdout], [1, ""]);
    assert.match(String(missing.stderr), /^error: cannot read the preview: ENOENT[^\n]*\n$/);
  });

  it("tells a preview that failed, and ends with status 1", () => {
    const failed = run(
      [],
      '{"diagnostics":[{"severity":"error","message":"resource \'shop\' has a problem"}]}',
    );
    assert.equal(failed.status, 1);
    assert.match(
      String(failed.stdout),
      /\*\*The preview failed:\*\*\n\n- resource 'shop' has a problem/,
    );
  });
});
