/** Programs in Python over the plugin under the real engine: the example's whole life, accounts as providers, and "no value". */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { requireEngine, root } from "../support/engine";
import { findPython, pythonProject } from "../support/python";
import { requestsFrom, withoutRepeatedReads } from "../support/requests";

const example = (file: string): string => readFileSync(join(root, "examples/python", file), "utf8");

/** A shop of an account that is a provider resource, and one of the stack's account. */
const twoAccounts = ({ url, publicKey, secretKey }: Emulator): string => `
import pulumi
import pulumi_sendcloud as sendcloud

berlin = sendcloud.Provider("berlin", base_url="${url}", public_key="${publicKey}", secret_key=pulumi.Output.secret("${secretKey}"))
shop = sendcloud.IntegrationSettings(
    "shop", integration_id=7, shop_name="Berlin", webhook_url="", opts=pulumi.ResourceOptions(provider=berlin)
)
other = sendcloud.IntegrationSettings("other", integration_id=2, shop_name="Books", webhook_url=None)
found = sendcloud.get_integration(id=7, opts=pulumi.InvokeOptions(provider=berlin))
pulumi.export("found", found.type)
`;

describe("programs in Python", () => {
  let emulator: Emulator;
  let berlin: Emulator;
  let project: Project;
  before(async function () {
    const python = await findPython(await requireEngine(this));
    if (!python) return this.skip();
    berlin = await startEmulator({ secretKey: "canary-berlin", seed: [{ id: 7, webhook_url: "https://hooks.example/before" }] });
    emulator = await startEmulator({
      seed: [
        { id: 1, shop_name: "Before", webhook_url: null },
        { id: 2, webhook_url: "https://hooks.example/before", feedback_type: "none" },
      ],
    });
    project = await pythonProject(python, {
      files: {
        "Pulumi.yaml": example("Pulumi.yaml").replace("../../node_modules", "node_modules"),
        "requirements.txt": example("requirements.txt"),
      },
      environment: reaching(emulator),
    });
  });
  afterEach(async () => {
    await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    emulator.reset();
  });
  after(async () => {
    for (const opened of [project, emulator, berlin]) await opened?.close();
  });

  /** What an account has of an integration. */
  function held(id: number, account = emulator): Record<string, unknown> {
    return { ...account.integration(id) };
  }

  /** What a command prints, and what it asks, in whatever order; it must succeed. */
  async function run(command: string): Promise<{ output: string; asked: string[] }> {
    const seen = emulator.requests.length;
    const { status, output } = await project.pulumi([...command.split(" "), "--color", "never"]);
    assert.equal(status, 0, output);
    const asked = requestsFrom(emulator, seen).map(({ method, path, body }) => [method, path, ...(body ? [JSON.stringify(body)] : [])]);
    return { output, asked: withoutRepeatedReads(asked).map(String).sort() };
  }

  it("the example is previewed, adopted, unchanged, found to drift, and restored", async function () {
    this.timeout(300_000);
    project.write("__main__.py", example("__main__.py"));
    await project.configure({ flowersWebhookUrl: "https://hooks.example/canary" }, { secret: true });

    const preview = await run("preview --diff");
    assert.match(preview.output, /shopName\s*: "Flower shop"/);
    assert.deepEqual(preview.asked, []);

    const up = await run("up --yes --skip-preview");
    assert.match(up.output, /flowersAre: "\w+"/);
    assert.doesNotMatch(up.output, /canary/);
    const flowers = { shop_name: "Flower shop", webhook_active: true, webhook_url: "https://hooks.example/canary" };
    const books = { service_point_enabled: true, service_point_carriers: ["dhl", "postnl"], webhook_url: null, feedback_type: "delayed" };
    assert.deepEqual(up.asked, [
      "GET,/integrations/1",
      "GET,/integrations/2",
      `PATCH,/integrations/1,${JSON.stringify(flowers)}`,
      `PATCH,/integrations/2,${JSON.stringify(books)}`,
    ]);
    assert.deepEqual(held(1), { ...held(1), ...flowers });
    assert.deepEqual(held(2), { ...held(2), ...books, webhook_url: "" });

    const again = await run("up --yes --skip-preview");
    assert.match(again.output, /3 unchanged/);
    assert.deepEqual(again.asked, []);

    emulator.edit(1, { shop_name: "Panel" });
    const drift = await run("refresh --diff --preview-only");
    assert.match(drift.output, /~ shopName: "Flower shop" => "Panel"/);
    assert.deepEqual(drift.asked, ["GET,/integrations/1", "GET,/integrations/2"]);

    const back = await run("up --yes --skip-preview --refresh");
    assert.ok(back.asked.includes('PATCH,/integrations/1,{"shop_name":"Flower shop"}'), back.output);

    await run("destroy --yes --skip-preview");
    assert.equal(held(1).shop_name, "Before");
    assert.equal(held(2).feedback_type, "delayed", "nothing is sent unless onDestroy says restore");
  });

  it('an account is a provider resource; "" clears a webhook, and None does not declare one', async function () {
    this.timeout(300_000);
    project.write("__main__.py", twoAccounts(berlin));
    const up = await run("up --yes --skip-preview");
    assert.doesNotMatch(up.output, /canary/);
    assert.match(up.output, /found\s*: "\w+"/);
    const patches = up.asked.filter((request) => request.startsWith("PATCH"));
    assert.deepEqual(patches, [`PATCH,/integrations/2,{"shop_name":"Books"}`]);
    assert.deepEqual(held(7, berlin), { ...held(7, berlin), shop_name: "Berlin", webhook_url: "" });
    assert.equal(held(2).webhook_url, "https://hooks.example/before");
    assert.match((await run("preview")).output, /4 unchanged/);
  });
});
