/** The comparison that decides what is sent. */
import assert from "node:assert/strict";
import { edited, patch } from "../../../provider/src/settings/diff";
import type { DeclaredSettings } from "../../../provider/src/settings/schema";

describe("what is sent", () => {
  const cases: [
    title: string,
    declared: DeclaredSettings,
    held: Record<string, unknown>,
    sent: DeclaredSettings,
  ][] = [
    [
      "nothing where all agrees",
      { shopName: "a", webhookUrl: null },
      { shopName: "a", webhookUrl: null, feedbackType: "none" },
      {},
    ],
    [
      "only what differs",
      { shopName: "b", feedbackType: "none" },
      { shopName: "a", feedbackType: "none" },
      { shopName: "b" },
    ],
    ["what is not held yet", { shopName: "a" }, {}, { shopName: "a" }],
    [
      "null, which clears",
      { webhookUrl: null },
      { webhookUrl: "https://x.example" },
      { webhookUrl: null },
    ],
    ["null where nothing is held yet", { webhookUrl: null }, {}, { webhookUrl: null }],
    [
      "no carriers where only their order differs",
      { servicePointCarriers: ["a", "b"] },
      { servicePointCarriers: ["b", "a", "b"] },
      {},
    ],
    [
      "an emptied list",
      { servicePointCarriers: [] },
      { servicePointCarriers: ["a"] },
      { servicePointCarriers: [] },
    ],
    [
      "the URL with a webhook that turns on",
      { webhookActive: true, webhookUrl: "https://x.example" },
      { webhookActive: false, webhookUrl: "https://x.example" },
      { webhookActive: true, webhookUrl: "https://x.example" },
    ],
    [
      "no URL with a webhook that turns off",
      { webhookActive: false, webhookUrl: "https://x.example" },
      { webhookActive: true, webhookUrl: "https://x.example" },
      { webhookActive: false },
    ],
    [
      "the URL alone where the webhook stays on",
      { webhookActive: true, webhookUrl: "https://y.example" },
      { webhookActive: true, webhookUrl: "https://x.example" },
      { webhookUrl: "https://y.example" },
    ],
    [
      "the carriers with service points that turn on",
      { servicePointEnabled: true, servicePointCarriers: ["a"] },
      { servicePointEnabled: false, servicePointCarriers: ["a"] },
      { servicePointEnabled: true, servicePointCarriers: ["a"] },
    ],
  ];
  for (const [title, declared, held, sent] of cases) {
    it(title, () => assert.deepEqual(patch(declared, held), sent));
  }
});

describe("what counts as edited", () => {
  it("a changed, an added and a removed setting", () => {
    assert.deepEqual(
      edited({ shopName: "a", webhookUrl: null }, { shopName: "b", feedbackType: "none" }),
      ["shopName", "webhookUrl", "feedbackType"],
    );
  });

  it("neither another order of carriers, nor what is no setting", () => {
    const before = { servicePointCarriers: ["a", "b"], type: "api", __provider: "old" };
    const after = { servicePointCarriers: ["b", "a"], __provider: "new" };
    assert.deepEqual(edited(before, after), []);
  });
});
