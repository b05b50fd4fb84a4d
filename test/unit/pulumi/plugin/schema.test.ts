/** The plugin's schema agrees with what it is made from. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as z from "zod";
import { version } from "../../../../provider/src/config/sources";
import { schemaText } from "../../../../provider/src/pulumi/plugin/provider-calls";
import { native } from "../../../../provider/src/pulumi/tokens";
import { schema, schemaFile, schemaPath } from "../../../../scripts/schema";

describe("the schema of the plugin", () => {
  it("is made from the list of settings and its documentation", () => {
    assert.equal(readFileSync(schemaPath, "utf8"), schemaFile(), "run `npm run docs`");
  });

  it("takes plain text in place of an enumeration, in every language", () => {
    const inputs = z
      .object({
        resources: z.record(
          z.string(),
          z.object({
            inputProperties: z.record(z.string(), z.object({ oneOf: z.unknown().optional() })),
          }),
        ),
      })
      .parse(schema()).resources[native.resource]?.inputProperties;
    for (const [name, type] of [
      ["feedbackType", "FeedbackType"],
      ["onDestroy", "OnDestroy"],
    ] as const)
      assert.deepEqual(inputs?.[name]?.oneOf, [
        { type: "string" },
        { type: "string", $ref: `#/types/sendcloud:index:${type}` },
      ]);
  });

  it("is served with the version of the package", () => {
    assert.ok(schemaText().includes(`"version":"${version}"`));
  });
});
