/** Every example is run, as its user would. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { provideLanguage } from "../../engine/language";
import { createProject, reaching } from "../../engine/project";
import { requireEngine, requirePolicyEngine, root } from "../support/engine";
import { followed, type SdkLanguages } from "../support/readme";
import { findLanguage } from "../support/sdk-languages";

interface Example {
  /** What is copied into a project of its own. */
  copy: string[];
  config: Record<string, string>;
  secrets?: Record<string, string>;
  /** What Sendcloud holds after `pulumi up`. */
  holds: Record<number, object>;
}

const examples: Record<string, Example> = {
  quickstart: {
    copy: ["Pulumi.yaml", "examples"],
    config: {
      integrationId: "1",
      shopName: "Tulips",
      servicePointEnabled: "true",
      servicePointCarriers: '["postnl","dhl"]',
      webhookActive: "true",
    },
    secrets: { webhookUrl: "https://hooks.example/tulips" },
    holds: {
      1: {
        shop_name: "Tulips",
        service_point_enabled: true,
        service_point_carriers: ["dhl", "postnl"],
        webhook_active: true,
        webhook_url: "https://hooks.example/tulips",
      },
    },
  },
  "look-up": {
    copy: ["examples/look-up/Pulumi.yaml", "examples/look-up/index.ts"],
    config: { shopUrl: "https://flowers.example" },
    holds: { 1: { shop_name: "Flower shop" }, 2: { feedback_type: "delayed" } },
  },
  "many-shops": {
    copy: ["examples/many-shops/Pulumi.yaml", "examples/many-shops/index.ts"],
    config: {},
    holds: { 1: { feedback_type: "eager" }, 2: { feedback_type: "eager" } },
  },
  "two-shops": {
    copy: ["examples/two-shops/Pulumi.yaml", "examples/two-shops/index.ts"],
    config: { flowersWebhookUrl: "https://hooks.example/flowers" },
    holds: {
      1: {
        shop_name: "Flower shop",
        webhook_active: true,
        webhook_url: "https://hooks.example/flowers",
      },
      2: {
        service_point_enabled: true,
        service_point_carriers: ["dhl", "postnl"],
        feedback_type: "delayed",
      },
    },
  },
};

describe("the examples", function () {
  this.timeout(300_000);
  let engine: Engine;
  let newer: Engine;
  let languages: SdkLanguages;
  let emulator: Emulator;
  before(async function () {
    engine = await requirePolicyEngine(this);
    newer = await requireEngine(this);
    await provideLanguage(engine, "yaml", (line) => console.error(line));
    languages = {
      python: await findLanguage(engine, "python"),
      go: await findLanguage(engine, "go"),
    };
    emulator = await startEmulator({
      seed: [
        { id: 1, shop_url: "https://flowers.example/" },
        { id: 2, type: "woocommerce", feedback_type: "none" },
      ],
    });
  });
  afterEach(() => emulator.reset());
  after(() => emulator.close());

  it("are all listed in their README", () => {
    const folders = readdirSync(join(root, "examples"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const readme = readFileSync(join(root, "examples", "README.md"), "utf8");
    for (const { name } of folders)
      assert.match(readme, new RegExp(`^## \\[${name}\\]\\(${name}/`, "m"));
  });

  it("work as their README says, from top to bottom", async function () {
    this.timeout(600_000);
    const { status, output } = await followed(engine, newer, languages);
    assert.equal(status, 0, output);
    for (const expected of [
      /flowersAre\s*: "\w+"/,
      /\[diff: ~servicePointEnabled\]/,
      /dry run: nothing was changed/,
      /promoted to prod; no drift/,
      /⚠️ \*\*Risk: checkout loses pick-up points of dhl, postnl\*\*/,
      /✅ sendcloud-team-rules/,
      /Previewing refresh \(prod\):[^]* unchanged/,
      /wrote 3 integrations to index\.ts/,
      /done with everything/,
    ]) {
      assert.match(output, expected);
    }
    const imported = output.slice(output.indexOf("wrote 3 integrations"));
    assert.equal(
      imported.match(/adopted, changing nothing/g)?.length,
      6,
      "each said as it happens, and again at the end",
    );
  });

  for (const [name, { copy, config, secrets = {}, holds }] of Object.entries(examples)) {
    it(name, async () => {
      const project = await createProject({
        engine,
        copy: copy.map((path) => join(root, path)),
        files: { "package.json": "{}" },
        nodeModules: join(root, "node_modules"),
        environment: reaching(emulator),
      });
      try {
        await project.configure(config);
        await project.configure(secrets, { secret: true });
        for (const command of ["up --yes --skip-preview", "preview --expect-no-changes"]) {
          const { status, output } = await project.pulumi(command.split(" "));
          assert.equal(status, 0, output);
          const writes = emulator.requests.filter(({ method }) => method !== "GET");
          assert.equal(writes.length, Object.keys(holds).length, command);
        }
        for (const [id, held] of Object.entries(holds)) {
          const integration = emulator.integration(Number(id));
          assert.deepEqual(integration, { ...integration, ...held });
        }
      } finally {
        await project.close();
      }
    });
  }
});
