/** The command of examples/drift, on both edges: Pulumi's own refresh finds drift, names the settings, and changes nothing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching, type Run } from "../../engine/project";
import { requireEngine, root, scriptProject } from "../support/engine";
import { declaring } from "../support/programs";
import { requestsFrom } from "../support/requests";
import { requireYamlEngine, yamlProgram, yamlProject } from "../support/yaml";

const workflow = readFileSync(join(root, "examples/drift/sendcloud-drift.yml"), "utf8");
const [, command = ""] = /- run: pulumi (refresh .*)$/m.exec(workflow) ?? [];

const url = "https://hooks.example/canary";
const inJavaScript = declaring({
  one: `{ integrationId: 1, shopName: "One", webhookUrl: pulumi.secret("${url}") }`,
  two: '{ integrationId: 2, shopName: "Two", feedbackType: "eager" }, { ignoreChanges: ["shopName"] }',
  three: "{ integrationId: 3, servicePointEnabled: false }",
});
const inYaml = yamlProgram({
  one: { properties: { integrationId: 1, shopName: "One", webhookUrl: { "fn::secret": url } } },
  two: {
    properties: { integrationId: 2, shopName: "Two", feedbackType: "eager" },
    options: { ignoreChanges: ["shopName"] },
  },
  three: { properties: { integrationId: 3, servicePointEnabled: false } },
});

for (const edge of ["dynamic", "plugin"] as const) {
  describe(`the command of the drift workflow (${edge}), under the real engine`, function () {
    this.timeout(300_000);
    let emulator: Emulator;
    let project: Project;
    let initial: string;
    let seen: number;
    const state = async (): Promise<string> => (await project.pulumi(["stack", "export"])).stdout;

    before(async function () {
      const isDynamic = edge === "dynamic";
      const engine = await (isDynamic ? requireEngine(this) : requireYamlEngine(this));
      emulator = await startEmulator({
        seed: [1, 2, 3].map((id) => ({ id, shop_name: `Old ${id}` })),
      });
      const options = { environment: reaching(emulator) };
      project = await (isDynamic ? scriptProject(engine, options) : yamlProject(engine, options));
      project.write(isDynamic ? "index.js" : "Pulumi.yaml", isDynamic ? inJavaScript : inYaml);
      assert.equal((await project.pulumi(["stack", "init", "prod"])).status, 0);
      const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
      assert.equal(status, 0, output);
      initial = await state();
      seen = emulator.requests.length;
    });
    after(async () => {
      await project.close();
      await emulator.close();
    });

    const drift = (): Promise<Run> => project.pulumi([...command.split(" "), "--color", "never"]);

    it("succeeds where all is as declared, or only an ignored setting differs", async () => {
      emulator.edit(2, { shop_name: "Panel" });
      emulator.edit(1, { feedback_type: "none" });
      const { status, output } = await drift();
      assert.equal(status, 0, output);
      assert.match(output, /4 unchanged/);
    });

    it("fails, and shows each setting that drifted, but no secret", async () => {
      emulator.edit(1, { shop_name: "Panel", webhook_url: "https://hooks.example/canary-live" });
      emulator.edit(2, { feedback_type: "delayed" });
      const { status, output } = await drift();
      assert.notEqual(status, 0);
      assert.match(output, /~ shopName +: "One" => "Panel"/);
      assert.match(output, /~ feedbackType ?: "eager" => "delayed"/);
      assert.match(output, /~ 2 to update\n +2 unchanged/);
      // Of a secret the engine shows a line only where the provider names it, which a dynamic provider cannot.
      if (edge === "plugin") assert.match(output, /~ webhookUrl: \[secret\] => \[secret\]/);
      assert.doesNotMatch(output, /canary/);
    });

    it("fails where a secret alone drifted, and names the resource", async () => {
      emulator.edit(1, { shop_name: "One" });
      emulator.edit(2, { feedback_type: "eager" });
      const { status, output } = await drift();
      assert.notEqual(status, 0);
      assert.match(output, /IntegrationSettings::one\]/);
      assert.match(output, /~ 1 to update\n +3 unchanged/);
    });

    it("fails where an integration is gone; the state is as it was, and nothing was sent", async () => {
      emulator.edit(1, { webhook_url: url });
      emulator.remove(3);
      const { status, output } = await drift();
      assert.notEqual(status, 0);
      assert.match(output, /integration 3 \(three\) is gone/);
      assert.match(output, /- 1 to delete/);
      assert.equal(await state(), initial);
      assert.deepEqual(
        requestsFrom(emulator, seen).filter(({ method }) => method !== "GET"),
        [],
      );
    });
  });
}
