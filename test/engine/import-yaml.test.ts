/** `pulumi-sendcloud import` in a YAML project, under the real engine: what it writes is adopted over the plugin with no write. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, type Seed, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { type Project, reaching } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { random, unique } from "../support/random-integrations";
import { pluginFolder, requireYamlEngine, yamlProgram, yamlProject } from "../support/yaml";

const bare = JSON.stringify({
  name: "shops",
  runtime: "yaml",
  plugins: { providers: [{ name: "sendcloud", path: pluginFolder }] },
});

describe("pulumi-sendcloud import in a YAML project, under the real engine", function () {
  this.timeout(300_000);
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  const run = (...args: string[]): Promise<Ended> => cli(project, ["import", ...args]);
  const file = (name: string): string => readFileSync(join(project.directory, name), "utf8");
  const adoptsWithNoWrite = async (): Promise<void> => {
    const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(status, 0, output);
    assert.deepEqual(
      emulator.requests
        .filter(({ method }) => method !== "GET")
        .map(({ path, body }) => [path, body]),
      [],
      output,
    );
    const again = await project.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(again.status, 0, again.output);
  };

  before(async function () {
    engine = await requireYamlEngine(this);
  });
  async function open(
    seed: Seed[],
    files: Record<string, string> = { "Pulumi.yaml": bare },
  ): Promise<void> {
    emulator = await startEmulator({ seed, pageSize: 50 });
    project = await yamlProject(engine, { environment: reaching(emulator), files });
  }
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  for (const [title, args, type] of [
    ["a set", [], "IntegrationSettingsSet"],
    ["resources", ["--no-set"], "IntegrationSettings"],
  ] as const) {
    it(`writes ${title} of 120 random integrations without a secret, which up adopts with no write`, async function () {
      this.timeout(600_000);
      await open(unique(random(140, 20260102)).slice(0, 120));
      const { status, stderr } = await run("--all", ...args);
      assert.equal(status, 0, stderr);
      assert.match(
        stderr,
        /wrote 120 integrations to Main\.yaml, and \d+ secrets into the configuration of stack dev\. Next: pulumi up/,
      );
      assert.match(
        stderr,
        /^The program is in YAML, the runtime of the project: --language names another\.$/m,
      );
      assert.match(file("Main.yaml"), new RegExp(`type: "sendcloud:${type}"`));
      assert.doesNotMatch(`${file("Main.yaml")}${stderr}${file("Pulumi.dev.yaml")}`, /canary/);
      await adoptsWithNoWrite();
    });
  }

  it("writes texts that YAML and Pulumi could take for something else", async () => {
    const shopNames = [
      "${pulumi.stack}",
      "$${x} $$",
      "true",
      "1_000",
      "pulumi",
      "a: b # c",
      "\u202eabc",
      '"\\',
    ];
    await open(
      shopNames.map((shop_name, index) => ({
        id: index + 1,
        shop_name,
        webhook_url: index % 2 === 0 ? null : "https://a.example/canary",
      })),
    );
    const { status, stderr } = await run("--all");
    assert.equal(status, 0, stderr);
    await adoptsWithNoWrite();
  });

  it("writes beside a program that is there what can be copied into it, with names and keys of its own", async () => {
    const flowers = { properties: { integrationId: 1, shopName: "Flowers" } };
    await open(
      [
        { id: 1, shop_name: "Flowers" },
        { id: 2, shop_name: "Flowers", webhook_url: "https://a.example/canary" },
      ],
      {
        "Pulumi.yaml": yamlProgram({ "flowers-2": flowers }),
      },
    );
    const refused = await run("2", "--out", "Main.yaml", "--force");
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /^error: nothing was written: name another file with --out: Pulumi would run Main\.yaml in place of Pulumi\.yaml, and delete what that declares\n$/,
    );
    const { status, stderr } = await run("2");
    assert.equal(status, 0, stderr);
    assert.match(
      stderr,
      /wrote 1 integration to imported\.yaml, .*\. Next: copy its config and its resources to Pulumi\.yaml, and run pulumi up/,
    );
    assert.match(file("imported.yaml"), /^ {2}flowers-2-2:$/m);
    const again = await run("2");
    assert.match(again.stderr, /^error: imported\.yaml is there already/);
  });

  it("writes another language where it is asked to; a file that is there stays", async () => {
    await open([{ id: 1, shop_name: "One", webhook_url: "https://a.example/canary" }]);
    for (const [language, out] of [
      ["python", "__main__.py"],
      ["typescript", "index.ts"],
    ] as const) {
      const { status, stderr } = await run("--all", "--language", language);
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(stderr, /The program is in/);
      const text = file(out);
      assert.doesNotMatch(text, /canary/);
      assert.match(
        (await run("--all", "--language", language)).stderr,
        new RegExp(`^error: ${out} is there already`),
      );
      assert.equal(file(out), text);
    }
    assert.ok(!existsSync(join(project.directory, "Main.yaml")));
    const wrong = await run("--all", "--language", "go");
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /^error: [^\n]*typescript, python, yaml/);
  });
});
