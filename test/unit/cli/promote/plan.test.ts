/** What a promotion changes in the target's configuration, and what it refuses. */
import assert from "node:assert/strict";
import { planned } from "../../../support/promotion";

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

describe("a promotion", () => {
  it("changes what differs under its keys, with lists of carriers as sets, and nothing else", () => {
    const { changes, problems } = planned({ source, target });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      changes.map(({ path, before, after }) => [path.slice(2).join("."), before, after]),
      [
        ["a.shopName", "Old", "New"],
        ["a.webhookUrl", undefined, "https://shared.example/x"],
        ["a.feedbackType", "eager", undefined],
        ["b.feedbackType", undefined, "none"],
      ],
    );
  });

  it("keeps the target's comments, and everything that is not promoted", () => {
    assert.equal(
      planned({ source, target }).after,
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

  it("has nothing to do where the target means the same, however it is written", () => {
    const written =
      "config:\n  p:shops: { b: { feedbackType: 'none' }, a: { shopName: New, servicePointCarriers: [ups, dhl] } }\n";
    const wanted =
      'config:\n  p:shops:\n    a: &a\n      shopName: "New"\n      servicePointCarriers:\n      - dhl\n      - ups\n    b:\n      feedbackType: none\n';
    const { changes, problems, after } = planned({ source: wanted, target: written });
    assert.deepEqual([changes, problems, after], [[], [], written]);
  });

  it("takes a key without the project's name, and one in the old form with config, for the project's own", () => {
    const old = "config:\n  p:config:shops:\n    a: { shopName: Old }\n";
    const plan = planned({ source: "config:\n  shops:\n    a: { shopName: New }\n", target: old });
    assert.deepEqual([plan.problems, plan.after], [[], old.replace("Old", "New")]);
  });

  it("tells the keys that a stack's file does not have, and refuses one that stands twice", () => {
    assert.deepEqual(planned({ source: "config: {}\n", target }).missing, {
      source: ["p:shops"],
      target: [],
    });
    assert.deepEqual(planned({ source, target: "config: {}\n" }).missing, {
      source: [],
      target: ["p:shops"],
    });
    assert.match(
      planned({ source, target: "config:\n  shops: {}\n  p:shops: {}\n" }).problems.join("\n"),
      /^p:shops stands twice in the configuration of prod: remove one$/,
    );
  });

  for (const [title, text] of [
    ["is no YAML", "config: [\n"],
    ["has a key twice", "config:\n  p:shops: 1\n  p:shops: 2\n"],
    ["has more than one document", "config: {}\n---\nconfig: {}\n"],
  ] as const) {
    it(`refuses a file that ${title}, and names the stack`, () => {
      assert.throws(
        () => planned({ source, target: text }),
        /^SendcloudError: the configuration of prod is not YAML that can be read: /,
      );
    });
  }

  it("refuses aliases that multiply beyond what can be read", () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `  l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(", ")}]`,
    );
    const bomb = `config:\n  l0: &l0 [1]\n${levels.join("\n")}\n  p:shops: *l12\n`;
    assert.throws(
      () => planned({ source: bomb, target }),
      /holds too many values: its aliases repeat one another/,
    );
  });

  it("names the place where a file is not YAML, in one line that ends there", () => {
    assert.throws(
      () => planned({ source: "config: { a: 1", target }),
      /^SendcloudError: the configuration of staging is not YAML .*column \d+$/,
    );
  });
});
