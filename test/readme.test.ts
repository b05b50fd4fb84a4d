/** The README agrees with what it describes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { warnings } from "../provider/src/silence";
import { keyOf, sourceNames, variableOf } from "../provider/src/sources";
import { withReference } from "../scripts/reference";

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("the README", () => {
  it("describes every input as the list of settings does, and every situation as the test that shows it", () => {
    assert.equal(withReference(readme), readme, "run `npm run docs`");
  });

  it("names every value that can be configured, and every warning that can be silenced", () => {
    for (const name of sourceNames) assert.ok(readme.includes(`\`${keyOf(name)}\``) && readme.includes(`\`${variableOf(name)}\``), name);
    for (const name of Object.keys(warnings)) assert.ok(readme.includes(`\`${name}\``), name);
  });

  it("names the commands that CI runs", () => {
    const ci = readFileSync(join(root, ".ci/run"), "utf8");
    assert.ok(readme.includes("npm ci && npm run demo"));
    assert.ok(readme.includes("npm ci && npm test") && ci.includes("npm ci") && ci.includes("npm test"));
  });
});
