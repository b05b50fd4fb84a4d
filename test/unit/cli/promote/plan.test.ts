/** What a promotion changes in the target's configuration, and what is never promoted. */
import assert from "node:assert/strict";
import { hostsIn, planOf, withChanges } from "../../../../provider/src/cli/promote/plan";

const source = `config:
  p:shops:
    a:
      shopName: New # why
      servicePointCarriers: [dhl, ups]
      webhookUrl: https://shared.example/x
    b:
      feedbackType: none
  p:environment:
    a: { integrationId: 1, webhookUrl: "https://staging.example/x" }
`;
const target = `# The shops of prod.
encryptionsalt: v1:x
config:
  p:shops:
    # Flowers
    a:
      shopName: Old # keep me
      servicePointCarriers:
        - ups
        - dhl
      feedbackType: eager
  p:environment:
    a: { integrationId: 2 } # never touched
`;
const plan = (text: string, hosts: string[] = []): ReturnType<typeof planOf> =>
  planOf({ source: text, target, from: "staging", keys: ["p:shops"], hosts: new Set(hosts) });

describe("a promotion", () => {
  it("changes what differs under its keys, with lists of carriers as sets, and nothing else", () => {
    const { changes, problems } = plan(source);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      changes.map(({ path, before, after }) => [path.slice(2).join("."), before, after]),
      [
        ["a.shopName", "Old", "New"],
        ["a.webhookUrl", undefined, "https://shared.example/x"],
        ["b.feedbackType", undefined, "none"],
        ["a.feedbackType", "eager", undefined],
      ],
    );
  });

  it("keeps the target's comments, and everything that is not promoted", () => {
    assert.equal(
      withChanges(target, plan(source).changes),
      `# The shops of prod.
encryptionsalt: v1:x
config:
  p:shops:
    # Flowers
    a:
      shopName: New # keep me
      servicePointCarriers:
        - ups
        - dhl
      webhookUrl: https://shared.example/x
    b:
      feedbackType: none
  p:environment:
    a: { integrationId: 2 } # never touched
`,
    );
  });

  const refused: [title: string, text: string, hosts: string[], problem: RegExp][] = [
    [
      "a URL of a host of the source",
      source,
      ["shared.example"],
      /^p:shops\.a\.webhookUrl is https:\/\/shared\.example\/…, a host of staging: promoting it would send the target's data there/,
    ],
    [
      "the number of an integration",
      "config:\n  p:shops:\n    a: { integrationId: 7 }\n",
      [],
      /^p:shops\.a\.integrationId is of one environment, and is never promoted/,
    ],
    ["an account", "config:\n  p:shops:\n    a: { account: berlin }\n", [], /^p:shops\.a\.account is of one environment/],
    [
      "a secret",
      "config:\n  p:shops:\n    a:\n      webhookUrl:\n        secure: v1:abc\n",
      [],
      /^p:shops\.a\.webhookUrl is a secret of staging/,
    ],
    ["a key that is not there", "config: {}\n", [], /^staging has no p:shops in its configuration: name the keys to promote with --key/],
  ];
  for (const [title, text, hosts, problem] of refused) {
    it(`never promotes ${title}`, () => {
      const { problems } = plan(text, hosts);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", problem);
    });
  }

  it("knows the hosts in configuration values, also in objects", () => {
    assert.deepEqual([...hostsIn(["https://a.example/x", '{"b":"http://B.example:8080"}', "c.example"])], ["a.example", "b.example:8080"]);
  });
});
