/** Programs in Python over the plugin under the real engine: the example's whole life, accounts as providers, and "no value". */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { requireEngine } from "../support/engine";
import { exampleFiles, exampleSeed, held, liveThrough, run } from "../support/example-life";
import { findLanguage } from "../support/sdk-languages";
import { pythonProject } from "../support/sdk-projects";

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
    const python = await findLanguage(await requireEngine(this), "python");
    if (!python) return this.skip();
    berlin = await startEmulator({
      secretKey: "canary-berlin",
      seed: [{ id: 7, webhook_url: "https://hooks.example/before" }],
    });
    emulator = await startEmulator({ seed: exampleSeed });
    project = await pythonProject(python, {
      files: exampleFiles("python", ["Pulumi.yaml", "requirements.txt", "__main__.py"]),
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

  it("the example is previewed, adopted, found to drift, put right, and restored", async function () {
    this.timeout(300_000);
    await liveThrough(project, emulator);
  });

  it('an account is a provider resource; "" clears a webhook, and None does not declare one', async function () {
    this.timeout(300_000);
    project.write("__main__.py", twoAccounts(berlin));
    const up = await run(project, emulator, "up --yes --skip-preview");
    assert.doesNotMatch(up.output, /canary/);
    assert.match(up.output, /found\s*: "\w+"/);
    const patches = up.asked.filter((request) => request.startsWith("PATCH"));
    assert.deepEqual(patches, [`PATCH,/integrations/2,{"shop_name":"Books"}`]);
    assert.deepEqual(held(berlin, 7), { ...held(berlin, 7), shop_name: "Berlin", webhook_url: "" });
    assert.equal(held(emulator, 2).webhook_url, "https://hooks.example/before");
    assert.match((await run(project, emulator, "preview")).output, /4 unchanged/);
  });
});
