/** What a program gets: the resource as the SDK sees it, and the address that is stored in every state. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import * as z from "zod";
import { SendcloudIntegrationSettings } from "pulumi-sendcloud";
import { settingNames } from "../../../../provider/src/settings/schema";

const root = join(__dirname, "../../../..");

describe("the resource", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  let shop: SendcloudIntegrationSettings;
  const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> => new Promise((resolve) => output.apply(resolve));

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource(args) {
        registered.push(args);
        const inputs = z.record(z.string(), z.unknown()).parse(args.inputs);
        return { id: "7", state: { ...inputs, type: "api", createdAt: "2026-01-02T03:04:05Z" } };
      },
      call: () => ({}),
    });
    shop = new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "Tulips", webhookUrl: null });
    await valueOf(shop.id);
  });

  it("is a dynamic resource of the documented type", () => {
    assert.ok(shop instanceof pulumi.dynamic.Resource);
    assert.ok(shop instanceof SendcloudIntegrationSettings);
    assert.equal(registered[0]?.type, "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings");
    assert.equal(registered[0].name, "shop");
  });

  it("sends what is declared, and the provider's address in less than 100 bytes", () => {
    const { __provider, ...inputs } = z.record(z.string(), z.unknown()).parse(registered[0]?.inputs);
    assert.deepEqual(inputs, { integrationId: 7, shopName: "Tulips", webhookUrl: null });
    assert.equal(__provider, 'exports.handler = () => require("pulumi-sendcloud/provider")');
    assert.ok(String(__provider).length < 100);
  });

  it("has an output for every setting, declared or not", async () => {
    for (const name of settingNames) assert.ok(pulumi.Output.isInstance(shop[name]), name);
    assert.equal(await valueOf(shop.shopName), "Tulips");
    assert.equal(await valueOf(shop.feedbackType), undefined);
    assert.equal(await valueOf(shop.type), "api");
  });

  it("leaves the stack traces of others as they are, also where it cannot be made", () => {
    const hook = (): unknown => Reflect.get(Error, "prepareStackTrace");
    const before = hook();
    new SendcloudIntegrationSettings("other", { integrationId: 8, shopName: "Roses" });
    assert.equal(hook(), before);
    assert.throws(() => new SendcloudIntegrationSettings("", { integrationId: 9, shopName: "Roses" }), /Missing resource name/);
    assert.equal(hook(), before);
  });

  it("shows its documentation where programs are written, on every input and output", () => {
    const entry = join(root, "provider/dist/pulumi/resource.d.ts");
    const program = ts.createProgram([entry], {
      strict: true,
      skipLibCheck: true,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      module: ts.ModuleKind.Node16,
    });
    const checker = program.getTypeChecker();
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    assert.ok(module);
    for (const exported of checker.getExportsOfModule(module)) {
      if (!/Settings/.test(exported.name) || /Set(Args)?$/.test(exported.name)) continue;
      const properties = new Map(
        checker
          .getDeclaredTypeOfSymbol(exported)
          .getProperties()
          .map((property) => [property.name, property]),
      );
      for (const name of ["integrationId", ...settingNames]) {
        if (exported.name === "Settings" && name === "integrationId") continue;
        const documentation = ts.displayPartsToString(properties.get(name)?.getDocumentationComment(checker));
        assert.match(documentation, /\w+ \w+/, `${exported.name}.${name}`);
      }
    }
  });

  it("is typed by the SDK's types and its own alone, so that programs compile under every package manager, and fast", () => {
    const entry = join(root, "provider/dist/pulumi/resource.d.ts");
    const kinds = { moduleResolution: ts.ModuleResolutionKind.Node16, module: ts.ModuleKind.Node16 };
    const program = ts.createProgram([entry], { strict: true, skipLibCheck: true, ...kinds });
    const own = program.getSourceFiles().filter(({ fileName }) => fileName.includes("/provider/dist/"));
    assert.ok(own.length >= 3);
    const imported = own.flatMap(({ text }) => [...text.matchAll(/from "([^"]+)"/g)].map(([, from = ""]) => from));
    assert.deepEqual([...new Set(imported.filter((from) => !from.startsWith(".")))], ["@pulumi/pulumi"]);
  });

  it("loads no library into the program but the SDK, and little of its own", () => {
    const script = `require("@pulumi/pulumi"); const sdk = new Set(Object.keys(require.cache)); require("pulumi-sendcloud");
      console.log(Object.keys(require.cache).filter((file) => !sdk.has(file)).join())`;
    const loaded = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" }).trim().split(",");
    const own = join(root, "provider", "dist");
    assert.deepEqual(
      loaded.filter((file) => !file.startsWith(own)),
      [],
    );
    const bytes = loaded.map((file) => statSync(file).size).reduce((sum, size) => sum + size, 0);
    assert.ok(bytes < 48 * 1024, `${bytes} bytes in ${loaded.length} files`);
  });

  it("is found by the provider process under the address, with the calls the SDK makes", () => {
    const script = `const exports = {}; exports.handler = () => require("pulumi-sendcloud/provider"); console.log(Object.keys(exports.handler()).sort().join())`;
    const calls = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    assert.equal(calls.trim(), "check,configure,create,delete,diff,read,update");
  });
});
