/** The plugin as archives of a release: installed by the engine's CLI, and used where there is no node_modules. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { createProject, reaching } from "../../engine/project";
import manifest from "../../provider/package.json";
import { bundle } from "../../scripts/bundle";
import { requireYamlEngine } from "../support/yaml";

const archive = `pulumi-resource-sendcloud-v${manifest.version}`;

const program = `
name: shops
runtime: yaml
resources:
  flowers:
    type: sendcloud:IntegrationSettings
    properties: { integrationId: 1, shopName: Flower shop }
outputs: { flowersAre: "\${flowers.type}" }
`;

describe("the plugin's archives", () => {
  let engine: Engine;
  let folder: string;
  let names: string[];
  before(async function () {
    engine = await requireYamlEngine(this);
    folder = mkdtempSync(join(tmpdir(), "archives-"));
    names = await bundle(folder);
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  it("are one for every platform, and one by each platform's name", () => {
    assert.equal(names[0], `${archive}.tar.gz`);
    assert.deepEqual(
      names.slice(1).map((name) => name.slice(archive.length + 1)),
      [
        "linux-amd64",
        "linux-arm64",
        "darwin-amd64",
        "darwin-arm64",
        "windows-amd64",
        "windows-arm64",
      ].map((one) => `${one}.tar.gz`),
    );
  });

  it("hold a launcher and licences, and no file that makes the installation run npm", () => {
    const held = execFileSync("tar", ["--list", "--file", join(folder, `${archive}.tar.gz`)], {
      encoding: "utf8",
    });
    const expected = [
      "LICENSE",
      "THIRD-PARTY-LICENSES",
      "pulumi-resource-sendcloud",
      "pulumi-resource-sendcloud.cmd",
    ];
    assert.deepEqual(held.trim().split("\n").sort(), expected);
  });

  it("are installed by the CLI, and serve a program that names no plugin", async function () {
    this.timeout(120_000);
    const emulator = await startEmulator({ seed: [{ id: 1, shop_name: "Before" }] });
    const project = await createProject({
      engine,
      files: { "Pulumi.yaml": program },
      environment: reaching(emulator),
    });
    const run = async (command: string): Promise<string> => {
      const { status, output } = await project.pulumi([...command.split(" "), "--color", "never"]);
      assert.equal(status, 0, output);
      return output;
    };
    try {
      await run(
        `plugin install resource sendcloud ${manifest.version} --file ${join(folder, `${archive}.tar.gz`)}`,
      );
      assert.match(
        await run("plugin ls"),
        new RegExp(`sendcloud +resource +${manifest.version.replaceAll(".", "\\.")}`),
      );
      assert.match(await run("preview --diff"), /shopName\s*: "Flower shop"/);
      assert.deepEqual(
        emulator.requests.map(({ method, path }) => [method, path]),
        [["GET", "/integrations/1"]],
      );
      assert.match(await run("up --yes --skip-preview"), /flowersAre: "\w+"/);
      assert.equal(emulator.integration(1)?.shop_name, "Flower shop");
      assert.match(await run("up --yes --skip-preview"), /2 unchanged/);
    } finally {
      await project.close();
      await emulator.close();
    }
  });
});
