/** The plugin's schema agrees with what it is made from; and whose configuration it warns about. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as z from "zod";
import { version } from "../../../provider/src/config/sources";
import { checkConfiguration } from "../../../provider/src/pulumi/plugin/configuration";
import { schemaText } from "../../../provider/src/pulumi/plugin/provider-calls";
import { native } from "../../../provider/src/pulumi/tokens";
import { schema, schemaFile, schemaPath } from "../../../scripts/schema";

describe("the schema of the plugin", () => {
  it("is made from the list of settings and its documentation", () => {
    assert.equal(readFileSync(schemaPath, "utf8"), schemaFile(), "run `npm run docs`");
  });

  it("takes plain text in place of an enumeration, in every language", () => {
    const input = z.object({ oneOf: z.unknown().optional() });
    const resource = z.object({ inputProperties: z.record(z.string(), input) });
    const { resources } = z.object({ resources: z.record(z.string(), resource) }).parse(schema());
    for (const type of ["FeedbackType", "OnDestroy"]) {
      const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
      assert.deepEqual(resources[native.resource]?.inputProperties[name]?.oneOf, [
        { type: "string" },
        { type: "string", $ref: `#/types/sendcloud:index:${type}` },
      ]);
    }
  });

  it("is served with the version of the package", () => {
    assert.ok(schemaText().includes(`"version":"${version}"`));
  });
});

it("a key that is not known is warned about, but not the program's own in a project named sendcloud", () => {
  for (const [project, name, warns] of [
    ["shops", "default_0_2_0", true],
    ["sendcloud", "default_0_2_0", false],
    ["sendcloud", "berlin", true],
  ] as const) {
    const urn = `urn:pulumi:dev::${project}::pulumi:providers:sendcloud::${name}`;
    const { warnings } = checkConfiguration(urn, { shops: "[]" });
    assert.equal(/sendcloud:shops is not known/.test(warnings.join()), warns, urn);
  }
});
