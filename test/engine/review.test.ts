/** The reviews of real previews. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { scriptProject } from "../support/engine";
import { declaring } from "../support/programs";
import { requireYamlEngine, yamlProgram, yamlProject, type YamlResource } from "../support/yaml";

const canary = "https://hooks.example/canary";
const secretUrl = { "fn::secret": canary };

describe("the review of a preview, under the real engine", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let project: Project;
  const open = async (test: Mocha.Context, make: typeof yamlProject): Promise<void> => {
    const engine = await requireYamlEngine(test);
    emulator = await startEmulator({
      seed: [1, 2, 3, 4, 5, 7, 8].map((id) => ({ id, shop_name: `Old ${id}` })),
    });
    const environment = { ...reaching(emulator), SENDCLOUD_PREVIEW_ADOPTION: "false" };
    project = await make(engine, { environment });
  };
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  /** How the gate ends for what a command prints, and its review. */
  async function reviewed(command = "preview"): Promise<Ended> {
    const { stdout } = await project.pulumi([...command.split(" "), "--json"]);
    project.write("preview.json", stdout);
    const gate = ["--fail-on", "risk", "--html", "review.html"];
    const ended = await cli(project, ["review", ...gate], stdout);
    const page = readFileSync(join(project.directory, "review.html"), "utf8");
    assert.doesNotMatch(`${ended.stdout}${ended.stderr}${page}`, /canary/);
    return ended;
  }
  /** Its first line about changes. */
  async function firstLine(command?: string): Promise<[number | null, string | undefined]> {
    const { status, stdout } = await reviewed(command);
    return [status, stdout.split("\n").find((line) => line.includes("change"))];
  }
  const up = async (): Promise<void> => {
    const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview", "--refresh"]);
    assert.equal(status, 0, output);
  };

  it("names the risks of a dynamic resource, stops what is not shown, and reads what destroy and refresh print too", async function () {
    await open(this, scriptProject);
    const other = (settings: string): string => `{ integrationId: 8, ${settings} }`;
    const write = (resources: Record<string, string>): void =>
      project.write("index.js", declaring(resources));
    const declare = (webhookActive: boolean, url: string, more = ""): void =>
      write({
        shop: `{ integrationId: 7, webhookActive: ${webhookActive}, webhookUrl: pulumi.secret("${url}")${more} }`,
        other: other('shopName: "New", onDestroy: "restore"'),
      });

    declare(true, canary);
    assert.deepEqual(await firstLine(), [2, "2 integrations change, **2 not known**."]);
    // Where the preview has read the shop, its adoption is judged as an update is.
    project.environment.SENDCLOUD_PREVIEW_ADOPTION = "true";
    write({ other: other('shopName: "B"') });
    const { stdout } = await reviewed();
    assert.match(stdout, /^1 integration changes, no risks\.$/m);
    assert.match(stdout, /^\| `shopName` \| `Old 8` \| `B` \|/m);
    emulator.edit(8, { webhook_active: true });
    write({ other: other("webhookActive: false") });
    assert.deepEqual(await firstLine(), [2, "1 integration changes, **1 risk**."]);
    emulator.edit(8, { webhook_active: false });
    declare(true, canary);
    await up();

    declare(false, canary, ', feedbackType: "eager"');
    const risk = await reviewed();
    assert.match(
      risk.stdout,
      /^1 integration changes, \*\*1 risk\*\*, \*\*1 not known\*\*\.\n\nStack `shops\/dev` · /m,
    );
    assert.match(
      risk.stdout,
      /\| `webhookActive` \| `true` \| `false` \| ⚠️ \*\*Risk: parcel status stops reaching a secret address\*\* \|/,
    );
    declare(true, `${canary}/two`);
    assert.deepEqual(await firstLine(), [2, "1 integration changes, **1 risk**."]);

    declare(true, canary);
    emulator.edit(8, { shop_name: "Panel" });
    const [status, first = ""] = await firstLine("refresh --preview-only");
    assert.match(`${status} ${first}`, /^2 No change .* is listed, \*\*1 risk|^0 1 integration/);
    assert.deepEqual(await firstLine("preview --refresh"), [0, "1 integration changes, no risks."]);
    assert.deepEqual(await firstLine("destroy --preview-only"), [
      2,
      "2 integrations change, **1 risk**.",
    ]);
  });

  it("says of a stack in YAML what is adopted, what changes, and what it means", async function () {
    await open(this, yamlProject);
    const declare = (resources: Record<string, YamlResource>): void =>
      project.write("Pulumi.yaml", yamlProgram(resources));
    const flowers = { integrationId: 1, webhookActive: true, webhookUrl: secretUrl };
    const a = { integrationId: 4, shopName: "A", webhookUrl: secretUrl };
    const books = { integrationId: 2, shopName: "Books", onDestroy: "restore" };
    declare({
      flowers: { properties: flowers },
      books: { properties: books },
      told: { properties: { integrationId: 3, shopName: "${flowers.createdAt}" } },
      a: { properties: a },
    });
    const first = await reviewed();
    assert.equal(first.status, 2);
    assert.match(first.stdout, /^4 integrations change, \*\*4 not known\*\*/m);
    assert.match(first.stdout, /`a`/);
    await up();

    declare({
      flowers: { properties: { ...flowers, shopName: "Flowers" } },
      books: { properties: { ...books, integrationId: 5 } },
      told: { properties: { integrationId: 3, shopName: "Told" } },
      a: { properties: { ...a, shopName: "A!" } },
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
    await up();

    declare({ flowers: { properties: { ...flowers, shopURL: "x" } } });
    const wrong = await reviewed();
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /The preview failed[^]*Property shopURL does not exist/);
  });
});
