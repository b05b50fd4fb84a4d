/** The README agrees with what it describes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withReference } from "../scripts/reference";

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("the README", () => {
  it("describes every input as the list of settings does", () => {
    assert.equal(withReference(readme), readme, "run `npm run docs`");
  });

  it("names the commands that CI runs", () => {
    const ci = readFileSync(join(root, ".ci/run"), "utf8");
    assert.ok(readme.includes("npm ci && npm run demo"));
    assert.ok(readme.includes("npm ci && npm test") && ci.includes("npm ci") && ci.includes("npm test"));
  });
});
