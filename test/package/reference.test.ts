/** The reference of the API can be made, and its links lead somewhere. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../support/engine";

describe("npm run reference", () => {
  it("makes the reference without a warning", () => {
    const typedoc = join(root, "node_modules/.bin/typedoc");
    const { status, stdout, stderr } = spawnSync(typedoc, ["--emit", "none"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.doesNotMatch(`${stdout}${stderr}`, /warning/i);
  });
});
