/** `pulumi-sendcloud drift`: what is declared against what is live, without a change of either. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import * as z from "zod";
import { type Project, reaching } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { requireEngine, scriptProject } from "../support/engine";
import { declaring } from "../support/programs";
import { requestsFrom } from "../support/requests";

describe("pulumi-sendcloud drift, under the real engine", () => {
  let emulator: Emulator;
  let berlin: Emulator;
  let project: Project;
  const drift = (...args: string[]): Promise<Ended> => cli(project, ["drift", ...args]);
  const state = async (): Promise<string> => (await project.pulumi(["stack", "export"])).stdout;

  before(async function () {
    const engine = await requireEngine(this);
    emulator = await startEmulator({ seed: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] });
    berlin = await startEmulator({ normalizes: true, secretKey: "berlin", seed: [{ id: 1 }] });
    const accounts = JSON.stringify({
      berlin: { publicKey: berlin.publicKey, secretKey: berlin.secretKey, baseUrl: berlin.url },
    });
    project = await scriptProject(engine, {
      environment: { ...reaching(emulator), SENDCLOUD_ACCOUNTS: accounts },
    });
    const program = declaring({
      one: '{ integrationId: 1, shopName: "One", webhookUrl: pulumi.secret("https://hooks.example/canary"), servicePointCarriers: ["ups", "dhl"] }',
      two: '{ integrationId: 2, feedbackType: "eager" }',
      three: '{ integrationId: 3, shopName: "Three" }',
      other: '{ integrationId: 1, account: "berlin", shopUrl: "https://Berlin.example" }',
    });
    project.write("index.js", `${program}\nSendcloudIntegrationSettings.get("seen", 4);`);
    const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(status, 0, output);
  });
  after(async () => {
    await project.close();
    await emulator.close();
    await berlin.close();
  });

  it("finds none where all is as declared, also where Sendcloud stores it in its own way, and reads each account once", async () => {
    const seen = [emulator.requests.length, berlin.requests.length];
    const { status, stdout } = await drift();
    assert.deepEqual([status, stdout], [0, "no drift: all 4 integrations are as declared\n"]);
    assert.deepEqual(
      [...requestsFrom(emulator, seen[0]), ...requestsFrom(berlin, seen[1])].map(
        ({ method, path }) => `${method} ${path}`,
      ),
      ["GET /integrations", "GET /integrations"],
    );
  });

  it("tells each setting that somebody changed, and an integration that is gone, with status 2, and changes nothing", async () => {
    emulator.edit(1, {
      shop_name: "Panel",
      webhook_url: "https://hooks.example/canary-live",
      service_point_carriers: ["dhl", "ups"],
      shop_url: "https://x.example",
    });
    emulator.remove(3);
    berlin.edit(1, { shop_url: "https://elsewhere.example/canary" });
    const before = await state();
    const { status, stdout, stderr } = await drift();
    assert.equal(status, 2, stderr);
    assert.equal(
      stdout.replaceAll(/ +\n/g, "\n"),
      `resource  integration  declared → live
one       1            shopName: "One" → "Panel"; webhookUrl: a secret → something else
other     1 (berlin)   shopUrl: "https://Berlin.example" → "https://elsewhere.example/…"
three     3            gone from Sendcloud
`,
    );
    assert.doesNotMatch(`${stdout}${stderr}`, /canary/);
    assert.equal(await state(), before);
  });

  it("prints JSON for a program, in any folder's project that has the stack", async () => {
    const { status, stdout } = await drift("--json", "--stack", "dev");
    assert.equal(status, 2);
    const { drift: found, ...rest } = z
      .looseObject({ drift: z.array(z.unknown()) })
      .parse(JSON.parse(stdout));
    assert.deepEqual(rest, { stack: "dev", managed: 4, settings: 6, notCompared: [] });
    assert.deepEqual(found[0], {
      resource: "one",
      integrationId: 1,
      setting: "shopName",
      declared: '"One"',
      live: '"Panel"',
    });
    assert.equal(found.length, 4);
  });

  it("tells the same after a refresh has recorded the drift, until an up puts it right", async () => {
    const refreshed = await project.pulumi(["refresh", "--yes", "--skip-preview"]);
    assert.equal(refreshed.status, 0, refreshed.output);
    const { status, stdout } = await drift();
    assert.equal(status, 2);
    assert.match(stdout, /^one +1 +shopName: "One" → "Panel";/m);
    assert.doesNotMatch(stdout, /three/);
  });

  it("ends with status 3 where the stack manages nothing, and leaves the selected stack as it is", async () => {
    await project.pulumi(["stack", "init", "empty", "--no-select"]);
    for (const args of [[], ["--json"]]) {
      const { status, stdout } = await drift("--stack", "empty", ...args);
      assert.equal(status, 3);
      assert.match(
        stdout,
        args.length > 0
          ? /"managed": 0/
          : /^nothing was compared: stack empty manages no integrations\./,
      );
    }
    assert.equal((await project.pulumi(["stack", "--show-name"])).output.trim(), "dev");
    await project.pulumi(["stack", "unselect"]);
    assert.equal((await drift("--stack", "dev")).status, 2);
    assert.match((await project.pulumi(["stack", "--show-name"])).output, /no stack selected/);
    await project.pulumi(["stack", "select", "dev"]);
  });

  it("says in one line what it lacks", async () => {
    const lost = await drift("--stack", "nowhere");
    assert.equal(lost.status, 1);
    assert.match(lost.stderr, /^error: the stack nowhere cannot be used: [^\n]*\n$/);
    emulator.rotate("another");
    const refused = await drift();
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^error: Sendcloud refused with status 401[^\n]*\n$/);
  });
});
