/** What is doubtful about a declaration, and what is silenced of it. */
import assert from "node:assert/strict";
import { isSilenced } from "../../../provider/src/config/key-names";
import {
  type Doubtful,
  doubts,
  environmentIn,
  typeDoubts,
} from "../../../provider/src/settings/warnings";

describe("doubts", () => {
  const cases: [title: string, declared: Partial<Doubtful>, emulated: boolean, names: string[]][] =
    [
      [
        "none about https on a public host",
        { webhookActive: true, webhookUrl: "https://hooks.example.com/x" },
        false,
        [],
      ],
      ["about plain http", { webhookUrl: "http://hooks.example.com" }, false, ["httpWebhook"]],
      [
        "about plain http with an emulator too",
        { webhookUrl: "http://hooks.example.com" },
        true,
        ["httpWebhook"],
      ],
      [
        "about a private host, and plain http to it",
        { webhookUrl: "http://192.168.1.9/" },
        false,
        ["httpWebhook", "privateWebhook"],
      ],
      ["about this machine", { webhookUrl: "http://localhost:8080/" }, false, ["privateWebhook"]],
      [
        "none about this machine with an emulator",
        { webhookUrl: "http://localhost:8080/" },
        true,
        [],
      ],
      [
        "none about a webhook that is off",
        { webhookActive: false, webhookUrl: "http://10.1.1.1" },
        false,
        [],
      ],
      [
        "none about what is not declared, null, or wrong anyway",
        { webhookUrl: null, feedbackType: "eager" },
        false,
        [],
      ],
      [
        "about no feedback while the webhook is off",
        { feedbackType: "none", webhookActive: false },
        false,
        ["noFeedback"],
      ],
      [
        "about no feedback while no webhook is declared",
        { feedbackType: "none" },
        false,
        ["noFeedback"],
      ],
      [
        "none about no feedback while a webhook is active",
        { feedbackType: "none", webhookActive: true },
        false,
        [],
      ],
    ];
  for (const [title, declared, emulated, names] of cases) {
    it(title, () => {
      const given = {
        webhookActive: undefined,
        webhookUrl: undefined,
        feedbackType: undefined,
        ...declared,
      };
      assert.deepEqual(
        doubts(given, emulated).map(({ name }) => name),
        names,
      );
    });
  }

  for (const [name, environment] of [
    ["shop-prod", "production"],
    ["shopLive", "production"],
    ["dev", "development"],
    ["acme_staging_2", "staging"],
    ["QA", "test"],
    ["products", undefined],
    ["devices", undefined],
  ] as const) {
    it(`take ${name} for ${environment ?? "no environment"}`, () =>
      assert.equal(environmentIn(name), environment));
  }

  it("about a feedback type on a shop whose own status mapping decides, and on no other", () => {
    const names = (type: string | undefined, feedbackType?: string): string[] =>
      typeDoubts(type, { feedbackType }).map(({ name }) => name);
    assert.deepEqual(names("prestashop_v2", "eager"), ["feedbackIgnored"]);
    assert.deepEqual(
      [names("prestashop_v2"), names("prestashop", "eager"), names(undefined, "eager")],
      [[], [], []],
    );
  });

  it("are silenced by name, in a list, or all", () => {
    const silenced = (value: string): boolean => isSilenced("failing", { value });
    assert.deepEqual(["failing", "noFeedback, failing", '["failing"]', "all"].map(silenced), [
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(["", "noFeedback", "fail"].map(silenced), [false, false, false]);
    assert.equal(isSilenced("failing", undefined), false);
  });
});
