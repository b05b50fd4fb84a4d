/** The rules of the example's policy pack, and what it needs to be copied. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { hasReason } from "../../examples/policy/rules";
import { shopsOf } from "../../examples/policy/shops";
import { native, resourceType } from "../../provider/src/pulumi/tokens";
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
    ["of TypeScript", resourceType],
    ["of the plugin", native.resource],
  ] as const;
  for (const [title, own] of edges) {
    it(`${title} are itself`, () => {
      const settings = { integrationId: 1, webhookUrl: "https://hooks.example" };
      assert.deepEqual(shopsOf({ type: own, name: "one", props: settings }), [
        { name: "one", settings },
      ]);
      for (const type of ["aws:s3/bucket:Bucket", `${own}x`, native.provider])
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
