/** The example's policy pack, under the real engine. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching, type Run } from "../../engine/project";
import { requirePolicyEngine, scriptProject } from "../support/engine";
import { copiedPolicyPack, type PolicyPackCopy } from "../support/policy-pack";
import { declaring } from "../support/programs";

describe("the policy pack, under the real engine", () => {
  let emulator: Emulator;
  let project: Project;
  let pack: PolicyPackCopy;

  before(async function () {
    const engine = await requirePolicyEngine(this);
    emulator = await startEmulator({ seed: [{ id: 1 }, { id: 2 }] });
    project = await scriptProject(engine, { environment: reaching(emulator) });
    assert.equal((await project.pulumi(["stack", "init", "prod"])).status, 0);
    pack = copiedPolicyPack();
  });
  after(async () => {
    pack.remove();
    await project.close();
    await emulator.close();
  });

  function preview(stack: string, config: object, resources: Record<string, string>): Promise<Run> {
    project.write("index.js", declaring(resources));
    project.write("policy-config.json", JSON.stringify(config));
    return project.pulumi([
      "preview",
      "--stack",
      stack,
      "--policy-pack",
      pack.folder,
      "--policy-pack-config",
      "policy-config.json",
      "--color",
      "never",
    ]);
  }

  const doubtful = {
    one: '{ integrationId: 1, webhookUrl: pulumi.secret("http://elsewhere.example/canary"), servicePointEnabled: false }',
    two: '{ integrationId: 2, webhookUrl: "http://elsewhere.example/canary" }',
  };

  it("refuses, in production, webhooks without https or on other hosts, service points off without a reason, and a webhook that two share", async () => {
    const { status, output } = await preview(
      "prod",
      { "production-webhooks": { allowedHosts: ["hooks.example"] } },
      doubtful,
    );
    assert.notEqual(status, 0);
    assert.match(
      output,
      /production-webhooks .*: one\)[^]*one: webhookUrl is not https: use https:\/\/elsewhere\.example/,
    );
    assert.match(
      output,
      /one: webhookUrl goes to elsewhere\.example, which is not on the list of allowedHosts/,
    );
    assert.match(
      output,
      /one switches service points off: say why, in the stack's tag reason or under reasons, at "one"/,
    );
    assert.match(output, /one, two share a webhook URL/);
    assert.doesNotMatch(output, /canary/);
    assert.ok(emulator.requests.every(({ method }) => method === "GET"));
  });

  it("passes what keeps the rules, with a reason in the configuration", async () => {
    const config = {
      "production-webhooks": { allowedHosts: ["hooks.example"] },
      "service-points-need-a-reason": { reasons: { one: "contract ended" } },
    };
    const { status, output } = await preview("prod", config, {
      one: '{ integrationId: 1, webhookUrl: "https://hooks.example/1", servicePointEnabled: false }',
      two: '{ integrationId: 2, webhookUrl: "https://hooks.example/2" }',
    });
    assert.equal(status, 0, output);
    assert.match(output, /✅ sendcloud-team-rules/);
  });

  it("says where parcel status reaches nobody, and lets it pass", async () => {
    const { status, output } = await preview(
      "dev",
      {},
      {
        one: '{ integrationId: 1, feedbackType: "none" }',
        two: '{ integrationId: 2, feedbackType: "none", webhookActive: true, webhookUrl: "https://hooks.example/2" }',
      },
    );
    assert.equal(status, 0, output);
    assert.match(output, /one: feedbackType is none and no webhook is active/);
    assert.doesNotMatch(output, /two: feedbackType is none/);
  });

  it("leaves other stacks alone, but for a webhook that two share", async () => {
    const { status, output } = await preview("dev", {}, { one: doubtful.one });
    assert.equal(status, 0, output);
    assert.match((await preview("dev", {}, doubtful)).output, /one, two share a webhook URL/);
  });
});
