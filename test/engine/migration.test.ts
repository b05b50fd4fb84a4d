/** A stack of the dynamic resources becomes one of the plugin's, and the other way round: nothing is sent, and nothing is forgotten. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { scriptProject } from "../support/engine";
import { requestsFrom } from "../support/requests";
import { recorded } from "../support/state";
import { requireYamlEngine, yamlProgram } from "../support/yaml";

const one = { integrationId: 7, shopName: "Ours", onDestroy: "restore" };
const set = {
  integrations: { roses: { integrationId: 9, shopName: "Roses" } },
  onDestroy: "restore",
};
const natives = {
  one: "sendcloud:index:IntegrationSettings",
  set: "sendcloud:index:IntegrationSettingsSet",
};

describe("a stack of the dynamic type", () => {
  let emulator: Emulator;
  let project: Project;

  before(async function () {
    const engine = await requireYamlEngine(this);
    emulator = await startEmulator({
      seed: [
        { id: 7, shop_name: "Seven before" },
        { id: 9, shop_name: "Nine before" },
      ],
    });
    project = await scriptProject(engine, { environment: reaching(emulator) });
  });
  after(async () => {
    await project.close();
    await emulator.close();
  });

  async function run(args: string): Promise<{ output: string; asked: string[] }> {
    const seen = emulator.requests.length;
    const { status, output } = await project.pulumi([...args.split(" "), "--color", "never"]);
    assert.equal(status, 0, output);
    return {
      output,
      asked: requestsFrom(emulator, seen).map(({ method, path }) => `${method} ${path}`),
    };
  }

  /** The same resources in JavaScript; with aliases where they come from the plugin's types. */
  function declareDynamic(aliased: boolean): void {
    const options = (type: string): string =>
      aliased ? JSON.stringify({ aliases: [{ type }] }) : "{}";
    project.write("Pulumi.yaml", "name: shops\nruntime: nodejs\n");
    project.write(
      "index.js",
      `const sendcloud = require("pulumi-sendcloud");
new sendcloud.SendcloudIntegrationSettings("one", ${JSON.stringify(one)}, ${options(natives.one)});
new sendcloud.SendcloudIntegrationSettingsSet("set", ${JSON.stringify(set)}, ${options(natives.set)});`,
    );
  }

  it("becomes one of the plugin by changing the class, and goes back: unchanged, without a request; what the shops were stays known", async function () {
    this.timeout(300_000);
    declareDynamic(false);
    await run("up --yes --skip-preview");
    const before = await recorded({ project });

    project.write(
      "Pulumi.yaml",
      yamlProgram({
        one: { properties: one },
        set: {
          type: "sendcloud:IntegrationSettingsSet",
          properties: set,
        },
      }),
    );
    for (const command of ["preview", "up --yes --skip-preview"]) {
      const { output, asked } = await run(command);
      assert.deepEqual(asked, [], output);
      assert.match(output, /[34] unchanged/);
      assert.doesNotMatch(output, /to replace|replaced|to delete|to update/);
    }
    assert.deepEqual(await recorded({ project }), before);
    await run("refresh --yes");

    declareDynamic(true);
    const back = await run("up --yes --skip-preview");
    assert.deepEqual(back.asked, [], back.output);
    assert.deepEqual(await recorded({ project }), before);

    await run("destroy --yes --skip-preview");
    assert.deepEqual(
      [emulator.integration(7)?.shop_name, emulator.integration(9)?.shop_name],
      ["Seven before", "Nine before"],
    );
  });
});
