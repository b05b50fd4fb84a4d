/** `review`, `promote` and the policy pack over a stack whose program is in YAML: what they say of a dynamic one they say of it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { provideLanguage } from "../../engine/language";
import { type Project, reaching, type Run } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { requirePolicyEngine } from "../support/engine";
import { copiedPolicyPack, type PolicyPackCopy } from "../support/policy-pack";
import { type YamlResource, requireYamlEngine, yamlProgram, yamlProject } from "../support/yaml";

const secret = (text: string): object => ({ "fn::secret": text });

describe("a stack in YAML, under the real engine", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let project: Project;

  before(async function () {
    const engine = await requireYamlEngine(this);
    emulator = await startEmulator({
      seed: [1, 2, 3, 4, 5, 8].map((id) => ({ id, shop_name: `Old ${id}` })),
    });
    project = await yamlProject(engine, { environment: reaching(emulator) });
  });
  after(async () => {
    await project.close();
    await emulator.close();
  });

  const declare = (resources: Record<string, YamlResource>): void =>
    project.write("Pulumi.yaml", yamlProgram(resources));
  const up = async (): Promise<void> => {
    const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview", "--refresh"]);
    assert.equal(status, 0, output);
  };
  /** Whether the gate passes, and the review. */
  const reviewed = async (): Promise<Ended> =>
    cli(
      project,
      ["review", "--fail-on", "risk"],
      (await project.pulumi(["preview", "--json"])).stdout,
    );

  const flowers = {
    integrationId: 1,
    webhookActive: true,
    webhookUrl: secret("https://hooks.example/canary"),
  };

  it("is reviewed: what is adopted, what changes, and what it means; a secret is never shown", async () => {
    declare({
      flowers: { properties: flowers },
      books: { properties: { integrationId: 2, shopName: "Books", onDestroy: "restore" } },
      told: { properties: { integrationId: 3, shopName: "${flowers.createdAt}" } },
      a: {
        properties: {
          integrationId: 4,
          shopName: "A",
          webhookUrl: secret("https://hooks.example/canary"),
        },
      },
    });
    const first = await reviewed();
    assert.equal(first.status, 2);
    assert.match(first.stdout, /^4 integrations change, \*\*4 not known\*\*/m);
    assert.match(first.stdout, /`a`/);
    await up();

    declare({
      flowers: { properties: { ...flowers, shopName: "Flowers" } },
      books: { properties: { integrationId: 5, shopName: "Books", onDestroy: "restore" } },
      told: { properties: { integrationId: 3, shopName: "Told" } },
      a: {
        properties: {
          integrationId: 4,
          shopName: "A!",
          webhookUrl: secret("https://hooks.example/canary"),
        },
      },
      imported: {
        properties: { integrationId: 8, shopName: "Old 8", servicePointEnabled: false },
        options: { import: "8" },
      },
    });
    const { status, stdout } = await reviewed();
    assert.equal(status, 2);
    assert.match(stdout, /^5 integrations change, \*\*1 risk\*\*, \*\*\d not known\*\*/m);
    assert.match(stdout, /Let go, and integration 5 adopted in its place/);
    assert.match(stdout, /`imported`[^]*no longer managed: it stays as it is/);
    assert.doesNotMatch(stdout, /webhookUrl/, "the detailed diff says that no secret changes");
    assert.doesNotMatch(`${first.stdout}${stdout}`, /canary/);
    await up();
  });

  it("is promoted, and told what was applied", async () => {
    const program = yamlProgram({
      books: { properties: { integrationId: 2, shopName: "${shopName}" } },
    });
    project.write(
      "Pulumi.yaml",
      program.replace(/^\{/, '{"config":{"shopName":{"type":"string"}},'),
    );
    for (const [stack, shopName] of [
      ["staging", "New"],
      ["prod", "Old"],
    ] as const) {
      assert.equal((await project.pulumi(["stack", "init", stack, "--no-select"])).status, 0);
      assert.equal(
        (await project.pulumi(["config", "set", "shopName", shopName, "--stack", stack])).status,
        0,
      );
    }
    const { status, output } = await project.pulumi([
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      "prod",
    ]);
    assert.equal(status, 0, output);
    const promoted = await cli(project, [
      "promote",
      "--from",
      "staging",
      "--to",
      "prod",
      "--key",
      "shopName",
      "--yes",
    ]);
    assert.equal(promoted.status, 0, `${promoted.stdout}${promoted.stderr}`);
    assert.match(promoted.stdout, /promoted to prod; no drift/);
    assert.equal(emulator.integration(2)?.shop_name, "New");
  });

  it("whose program is wrong is no preview without changes", async () => {
    declare({ flowers: { properties: { ...flowers, shopURL: "x" } } });
    const { status, stdout } = await reviewed();
    assert.equal(status, 1);
    assert.match(stdout, /The preview failed[^]*Property shopURL does not exist/);
  });
});

describe("the policy pack over a stack in YAML, under the real engine", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let project: Project;
  let pack: PolicyPackCopy;

  before(async function () {
    const engine = await requirePolicyEngine(this);
    await provideLanguage(engine, "yaml", (line) => console.error(line));
    emulator = await startEmulator({ seed: [{ id: 1 }, { id: 2 }] });
    project = await yamlProject(engine, { environment: reaching(emulator) });
    assert.equal((await project.pulumi(["stack", "init", "prod"])).status, 0);
    pack = copiedPolicyPack();
  });
  after(async () => {
    pack.remove();
    await project.close();
    await emulator.close();
  });

  function preview(resources: Record<string, YamlResource>): Promise<Run> {
    project.write("Pulumi.yaml", yamlProgram(resources));
    const config = join(project.directory, "policy-config.json");
    project.write(
      "policy-config.json",
      JSON.stringify({ "production-webhooks": { allowedHosts: ["hooks.example"] } }),
    );
    return project.pulumi([
      "preview",
      "--stack",
      "prod",
      "--policy-pack",
      pack.folder,
      "--policy-pack-config",
      config,
      "--color",
      "never",
    ]);
  }

  it("judges resources, also what of them is a secret", async () => {
    const plain = "http://elsewhere.example/canary";
    for (const webhookUrl of [plain, secret(plain)]) {
      const { status, output } = await preview({
        one: {
          properties: {
            integrationId: 1,
            webhookUrl: secret("http://elsewhere.example/canary"),
            servicePointEnabled: false,
          },
        },
        two: { properties: { integrationId: 2, webhookUrl } },
      });
      assert.notEqual(status, 0, output);
      assert.match(output, /one: webhookUrl is not https: use https:\/\/elsewhere\.example/);
      assert.match(output, /one switches service points off: say why/);
      assert.match(
        output,
        /two: webhookUrl goes to elsewhere\.example, which is not on the list of allowedHosts/,
      );
      assert.match(output, /one, two share a webhook URL/);
      assert.doesNotMatch(output, /canary/);
    }
  });

  it("passes what keeps the rules; two shops without a webhook share none", async () => {
    const none = { webhookUrl: "", webhookActive: false };
    const { status, output } = await preview({
      one: { properties: { integrationId: 1, ...none } },
      two: { properties: { integrationId: 2, ...none } },
    });
    assert.equal(status, 0, output);
    assert.match(output, /✅ sendcloud-team-rules/);
  });
});
