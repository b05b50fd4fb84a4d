/** The README and the documents agree with what they describe. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { warnings } from "../../provider/src/settings/warnings";
import { keyOf, sourceNames, variableOf } from "../../provider/src/config/sources";
import { document, paths } from "../../scripts/documents";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("the documents", () => {
  for (const path of paths) {
    it(`agree with their sources: ${path}`, () => {
      const { is, shouldBe } = document(path);
      assert.equal(is, shouldBe, "run `npm run docs`");
    });
  }
});

describe("the README", () => {
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
