/** Keys and secret URLs under the real engine: every byte of output and state is searched for them. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../engine/candidate";
import type { Project } from "../engine/project";
import { declaring, requireEngine, scriptProject } from "./support/engine";

const secretKey = "canary-key-4f1d";
const token = "canary-token-77";

describe("secrets", () => {
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  let printed = "";
  const show = (text: string): void => void (printed += text);

  before(async function () {
    engine = await requireEngine(this);
    emulator = await startEmulator({ secretKey, seed: [{ id: 7, shop_name: "Old" }] });
    project = await scriptProject(engine, {});
    await project.configure({ "sendcloud:baseUrl": emulator.url, "sendcloud:publicKey": emulator.publicKey });
    await project.configure(
      { "sendcloud:secretKey": secretKey, webhookUrl: `https://u:${token}@hooks.example/${token}` },
      { secret: true },
    );
    project.write("index.js", declaring({ shop: '{ integrationId: 7, webhookUrl: new pulumi.Config().requireSecret("webhookUrl") }' }));
  });
  after(async () => {
    await project.close();
    await emulator.close();
  });

  async function pulumi(args: string, status = 0): Promise<void> {
    const run = await project.pulumi(args.split(" "), { show });
    assert.equal(run.status, status, run.output);
  }

  it("reach Sendcloud from the configuration", async () => {
    await pulumi("up --yes --diff");
    assert.match(emulator.integration(7)?.webhook_url ?? "", new RegExp(token));
  });

  it("stay secret through drift and refresh", async () => {
    emulator.edit(7, { webhook_url: `https://hooks.example/panel-${token}` });
    await pulumi("refresh --yes --diff");
    await pulumi("preview --diff");
  });

  it("stay secret in a failure of check and in a refusal", async () => {
    await project.configure({ webhookUrl: `hooks.example/${token}` }, { secret: true });
    await pulumi("preview", 255);
    assert.match(printed, /webhookUrl must be a complete http or https URL/);
    await project.configure({ webhookUrl: `https://hooks.example/new-${token}` }, { secret: true });
    emulator.intercept((request, response) => {
      if (request.method !== "PATCH") return false;
      response.writeHead(400).end(JSON.stringify({ errors: [{ detail: `${JSON.stringify(request.body)} with ${secretKey} is wrong` }] }));
      return true;
    });
    await pulumi("up --yes --skip-preview", 255);
    assert.match(printed, /refused with status 400: webhookUrl: /);
  });

  it("appear nowhere in what was printed, nor in the state, plain or in base64", async () => {
    const { stdout: state } = await project.pulumi(["stack", "export"]);
    assert.match(state, /"ciphertext"/);
    for (const secret of [secretKey, token, Buffer.from(`${emulator.publicKey}:${secretKey}`).toString("base64")]) {
      assert.ok(!printed.includes(secret), `printed: ${secret}`);
      assert.ok(!state.includes(secret), `stored: ${secret}`);
    }
  });
});
