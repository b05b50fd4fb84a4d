/** The rules of the example's policy pack, and what it needs to be copied. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { hasReason } from "../../examples/policy/rules";
import { shopsOf } from "../../examples/policy/shops";
import { native, resourceType, setType } from "../../provider/src/pulumi/tokens";
import { importsOf } from "../support/imports";

const root = join(__dirname, "../..");

describe("a reason for service points that are off", () => {
  it("may be the stack's tag, which Pulumi Cloud keeps, or an entry for the resource", () => {
    assert.equal(hasReason("one", new Map([["reason", "contract ended"]]), {}), true);
    assert.equal(hasReason("one", new Map(), { one: "contract ended" }), true);
    assert.equal(hasReason("one", new Map([["owner", "us"]]), { two: "x", one: "" }), false);
    assert.equal(hasReason("constructor", new Map(), {}), false);
    assert.equal(hasReason("one", new Map([["reason", ""]]), { one: "contract ended" }), true);
  });
});

describe("the shops of a resource", () => {
  const edges = [
    ["of TypeScript", { one: resourceType, set: setType }],
    ["of the plugin", { one: native.resource, set: native.set }],
  ] as const;
  for (const [title, types] of edges) {
    it(`${title} are itself, or the members of a set`, () => {
      const settings = { integrationId: 1, webhookUrl: "https://hooks.example" };
      assert.deepEqual(shopsOf({ type: types.one, name: "one", props: settings }), [
        { name: "one", settings },
      ]);
      assert.deepEqual(
        shopsOf({
          type: types.set,
          name: "shops",
          props: { integrations: { one: settings, two: settings } },
        }),
        [
          { name: "shops.one", settings },
          { name: "shops.two", settings },
        ],
      );
      for (const integrations of [
        undefined,
        null,
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        { one: null },
      ])
        assert.deepEqual(shopsOf({ type: types.set, name: "shops", props: { integrations } }), []);
      for (const type of ["aws:s3/bucket:Bucket", `${types.one}x`, native.provider])
        assert.deepEqual(shopsOf({ type, name: "other", props: settings }), []);
    });
  }
});

describe("the policy pack", () => {
  it("asks for what it imports, in the versions that it is tested with", () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(read("examples/policy/package.json"));
    const { devDependencies } = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(read("package.json"));
    for (const [name, version] of Object.entries(dependencies))
      assert.equal(version, devDependencies[name], name);
    const folder = join(root, "examples/policy");
    const imported = readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => importsOf(join(folder, file)).map(({ name }) => name))
      .filter((name) => !name.startsWith("."));
    for (const name of [...imported, "@pulumi/pulumi", "typescript"])
      assert.ok(name in dependencies, name);
  });
});
