/** The rules of the example's policy pack, and what it needs to be copied. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { dependencies } from "../../examples/policy/package.json";
import { hasReason, isShop } from "../../examples/policy/rules";
import manifest from "../../package.json";
import { native, resourceType } from "../../provider/src/pulumi/tokens";
import { importsOf } from "../support/imports";

describe("a reason for service points that are off", () => {
  it("may be the stack's tag, which Pulumi Cloud keeps, or an entry for the resource", () => {
    assert.equal(hasReason("one", new Map([["reason", "contract ended"]]), {}), true);
    assert.equal(hasReason("one", new Map(), { one: "contract ended" }), true);
    assert.equal(hasReason("one", new Map([["owner", "us"]]), { two: "x", one: "" }), false);
    assert.equal(hasReason("constructor", new Map(), {}), false);
    assert.equal(hasReason("one", new Map([["reason", ""]]), { one: "contract ended" }), true);
  });
});

it("the policies are about our resources, of TypeScript and of the plugin, and no others", () => {
  for (const type of [resourceType, native.resource]) assert.equal(isShop({ type }), true);
  for (const type of ["aws:s3/bucket:Bucket", `${resourceType}x`, native.provider])
    assert.equal(isShop({ type }), false);
});

describe("the policy pack", () => {
  it("asks for what it imports, in the versions that it is tested with", () => {
    const versions = new Map(Object.entries<string>(manifest.devDependencies));
    for (const [name, version] of Object.entries(dependencies))
      assert.equal(version, versions.get(name), name);
    const folder = join(__dirname, "../../examples/policy");
    const imported = readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => importsOf(join(folder, file)).map(({ name }) => name))
      .filter((name) => !name.startsWith("."));
    for (const name of [...imported, "@pulumi/pulumi", "typescript"])
      assert.ok(name in dependencies, name);
  });
});
