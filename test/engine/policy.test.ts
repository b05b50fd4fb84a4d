/** The example's policy pack, under the real engine. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { provideLanguage } from "../../engine/language";
import { type Project, reaching, type Run } from "../../engine/project";
import { requirePolicyEngine, scriptProject } from "../support/engine";
import { copiedPolicyPack, type PolicyPackCopy } from "../support/policy-pack";
import { declaring } from "../support/programs";
import { yamlProgram, yamlProject } from "../support/yaml";

const secret = (text: string): object => ({ "fn::secret": text });
const allowed = { "production-webhooks": { allowedHosts: ["hooks.example"] } };
const elsewhere = "http://elsewhere.example/canary";
const doubtful = { webhookUrl: secret(elsewhere), servicePointEnabled: false };
const none = { webhookUrl: "", webhookActive: false };

describe("the policy pack, under the real engine", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let project: Project;
  let script: Project;
  let pack: PolicyPackCopy;

  before(async function () {
    const engine = await requirePolicyEngine(this);
    await provideLanguage(engine, "yaml", (line) => console.error(line));
    emulator = await startEmulator({ seed: [1, 2, 3, 4].map((id) => ({ id })) });
    const environment = { ...reaching(emulator), SENDCLOUD_PREVIEW_ADOPTION: "false" };
    project = await yamlProject(engine, { environment });
    script = await scriptProject(engine, { environment });
    for (const one of [project, script])
      assert.equal((await one.pulumi(["stack", "init", "prod"])).status, 0);
    pack = copiedPolicyPack();
  });
  after(async () => {
    pack.remove();
    await project.close();
    await script.close();
    await emulator.close();
  });

  function judged(of: Project, stack: string, config: object): Promise<Run> {
    of.write("policy-config.json", JSON.stringify(config));
    const packed = ["--policy-pack", pack.folder, "--policy-pack-config", "policy-config.json"];
    return of.pulumi(["preview", "--stack", stack, ...packed, "--color", "never"]);
  }

  /** The preview of shops in YAML, by their names, numbered. */
  function preview(stack: string, config: object, shops: Record<string, object>): Promise<Run> {
    const numbered = Object.entries(shops).map(
      ([name, settings], at) =>
        [name, { properties: { integrationId: at + 1, ...settings } }] as const,
    );
    project.write("Pulumi.yaml", yamlProgram(Object.fromEntries(numbered)));
    return judged(project, stack, config);
  }

  for (const edge of ["dynamic", "plugin"])
    it(`refuses, in production, webhooks without https or on other hosts, service points off without a reason, and a webhook that two share (${edge})`, async () => {
      script.write(
        "index.js",
        declaring({
          one: `{ integrationId: 1, webhookUrl: pulumi.secret("${elsewhere}"), servicePointEnabled: false }`,
          two: `{ integrationId: 2, webhookUrl: "${elsewhere}" }`,
        }),
      );
      const { status, output } =
        edge === "dynamic"
          ? await judged(script, "prod", allowed)
          : await preview("prod", allowed, {
              one: doubtful,
              two: { webhookUrl: secret(elsewhere) },
            });
      assert.notEqual(status, 0);
      assert.match(
        output,
        /production-webhooks .*: one\)[^]*one: webhookUrl is not https: use https:\/\/elsewhere\.example/,
      );
      for (const name of ["one", "two"])
        assert.match(
          output,
          new RegExp(
            `${name}: webhookUrl goes to elsewhere\\.example, which is not on the list of allowedHosts`,
          ),
        );
      assert.match(
        output,
        /one switches service points off: say why, in the stack's tag reason or under reasons, at "one"/,
      );
      assert.match(output, /one, two share a webhook URL/);
      assert.doesNotMatch(output, /canary/);
      assert.deepEqual(emulator.requests, []);
    });

  it("passes what keeps the rules, with a reason in the configuration; two shops without a webhook share none", async () => {
    const reasons = { "service-points-need-a-reason": { reasons: { one: "contract ended" } } };
    const { status, output } = await preview(
      "prod",
      { ...allowed, ...reasons },
      {
        one: { webhookUrl: "https://hooks.example/1", servicePointEnabled: false },
        two: { webhookUrl: "https://hooks.example/2" },
        three: none,
        four: none,
      },
    );
    assert.equal(status, 0, output);
    assert.match(output, /✅ sendcloud-team-rules/);
  });

  it("says where parcel status reaches nobody, and leaves other stacks alone, but for a webhook that two share", async () => {
    const { status, output } = await preview(
      "dev",
      {},
      {
        one: { feedbackType: "none" },
        two: {
          feedbackType: "none",
          webhookActive: true,
          webhookUrl: "https://hooks.example/2",
        },
        three: doubtful,
      },
    );
    assert.equal(status, 0, output);
    assert.match(output, /one: feedbackType is none and no webhook is active/);
    assert.doesNotMatch(output, /two: feedbackType is none/);
    const shared = { one: doubtful, two: { webhookUrl: elsewhere } };
    assert.match((await preview("dev", {}, shared)).output, /one, two share a webhook URL/);
  });
});
