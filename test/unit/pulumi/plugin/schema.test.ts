/** The plugin's schema agrees with what it is made from. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { version } from "../../../../provider/src/config/sources";
import { schemaText } from "../../../../provider/src/pulumi/plugin/schema-text";
import { schemaFile, schemaPath } from "../../../../scripts/schema";

describe("the schema of the plugin", () => {
  it("is made from the list of settings and its documentation", () => {
    assert.equal(readFileSync(schemaPath, "utf8"), schemaFile(), "run `npm run docs`");
  });

  it("is served with the version of the package", () => {
    assert.ok(schemaText().includes(`"version":"${version}"`));
  });
});
