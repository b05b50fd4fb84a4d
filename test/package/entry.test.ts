/** The entry points of the built package: how they are typed and documented, what they load, and the address that every state holds. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../support/engine";
import { fields } from "../support/fields";

const settingNames = Object.keys(fields);

describe("the entry points", () => {
  const entry = join(root, "provider/dist/pulumi/program/resource.d.ts");
  let program: ts.Program;
  before(() => {
    const kinds = {
      moduleResolution: ts.ModuleResolutionKind.Node16,
      module: ts.ModuleKind.Node16,
    };
    program = ts.createProgram([entry], { strict: true, skipLibCheck: true, ...kinds });
  });

  it("shows its documentation where programs are written, on every input and output", () => {
    const checker = program.getTypeChecker();
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    assert.ok(module);
    for (const exported of checker.getExportsOfModule(module)) {
      if (!/Settings/.test(exported.name)) continue;
      const properties = new Map(
        checker
          .getDeclaredTypeOfSymbol(exported)
          .getProperties()
          .map((property) => [property.name, property]),
      );
      for (const name of ["integrationId", ...settingNames]) {
        if (exported.name === "Settings" && name === "integrationId") continue;
        const documentation = ts.displayPartsToString(
          properties.get(name)?.getDocumentationComment(checker),
        );
        assert.match(documentation, /\w+ \w+/, `${exported.name}.${name}`);
      }
    }
  });

  it("is typed by the SDK's types and its own alone, so that programs compile under every package manager, and fast", () => {
    const own = program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.includes("/provider/dist/"));
    assert.ok(own.length >= 3);
    const imported = own.flatMap(({ text }) =>
      [...text.matchAll(/^(?!\s*\*).*from "([^"]+)"/gm)].map(([, from = ""]) => from),
    );
    assert.deepEqual(
      [...new Set(imported.filter((from) => !from.startsWith(".")))],
      ["@pulumi/pulumi"],
    );
  });

  it("loads no library into the program but the SDK, and at most 24 KB of its own, until it asks the API", () => {
    const script = `const pulumi = require("@pulumi/pulumi"); const sdk = new Set(Object.keys(require.cache));
      pulumi.runtime.setAllConfig({ "sendcloud:publicKey": "p", "sendcloud:secretKey": "s" });
      pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) }, "shops", "dev", true);
      const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");
      const shops = [7, 8].map((integrationId) => new SendcloudIntegrationSettings("shop" + integrationId, { integrationId, shopName: pulumi.secret("Tulips") }));
      pulumi.all(shops.map(({ urn }) => urn)).apply(() =>
        console.log(Object.keys(require.cache).filter((file) => !sdk.has(file) && !/[\\\\/]@pulumi[\\\\/]/.test(file)).join()));`;
    const loaded = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" })
      .trim()
      .split(",");
    const own = join(root, "provider", "dist");
    assert.deepEqual(
      loaded.filter((file) => !file.startsWith(own)),
      [],
    );
    const bytes = loaded.map((file) => statSync(file).size).reduce((sum, size) => sum + size, 0);
    assert.ok(bytes <= 24 * 1024, `${bytes} bytes in ${loaded.length} files`);
  });

  it("is found by the provider process under the address, with the calls the SDK makes", () => {
    const script = `const exports = {}; exports.handler = () => require("pulumi-sendcloud/provider"); console.log(Object.keys(exports.handler()).sort().join())`;
    const calls = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    assert.equal(calls.trim(), "check,configure,create,delete,diff,read,update");
  });
});
