/** What is sent to undo an adoption. */
import assert from "node:assert/strict";
import { equivalent, type SettingValues } from "../../../provider/src/settings/diff";
import { restoration } from "../../../provider/src/lifecycle/restore";
import type { DeclaredSettings } from "../../../provider/src/settings/schema";
import type { SettingName } from "../../../provider/src/settings/types";

const x = "https://x.example";
const y = "https://y.example";

describe("a restore", () => {
  const cases: [
    title: string,
    state: { before: SettingValues; applied: SettingValues; live: SettingValues },
    send: DeclaredSettings,
    left: SettingName[],
  ][] = [
    [
      "returns what still is as it was applied",
      {
        before: { shopName: "a" },
        applied: { shopName: "b" },
        live: { shopName: "b", feedbackType: "none" },
      },
      { shopName: "a" },
      [],
    ],
    [
      "leaves what somebody else has changed",
      { before: { shopName: "a" }, applied: { shopName: "b" }, live: { shopName: "c" } },
      {},
      ["shopName"],
    ],
    [
      "sends nothing where all is as it was",
      { before: { shopName: "a" }, applied: { shopName: "b" }, live: { shopName: "a" } },
      {},
      [],
    ],
    [
      "touches nothing that was not managed",
      { before: {}, applied: { shopName: "b" }, live: { shopName: "b" } },
      {},
      [],
    ],
    [
      "takes carriers as a set",
      {
        before: { servicePointCarriers: ["a"] },
        applied: { servicePointCarriers: ["b", "c"] },
        live: { servicePointCarriers: ["c", "b"] },
      },
      { servicePointCarriers: ["a"] },
      [],
    ],
    [
      "sends the URL with a webhook that turns on again",
      {
        before: { webhookActive: true },
        applied: { webhookActive: false },
        live: { webhookActive: false, webhookUrl: x },
      },
      { webhookActive: true, webhookUrl: x },
      [],
    ],
    [
      "leaves a webhook off whose URL is gone",
      {
        before: { webhookActive: true },
        applied: { webhookActive: false },
        live: { webhookActive: false, webhookUrl: null },
      },
      {},
      ["webhookActive"],
    ],
    [
      "leaves the URL of a webhook that somebody else turned on",
      {
        before: { webhookUrl: null },
        applied: { webhookUrl: y },
        live: { webhookActive: true, webhookUrl: y },
      },
      {},
      ["webhookUrl"],
    ],
    [
      "leaves what Sendcloud would not accept again",
      {
        before: { shopName: null, feedbackType: "hourly" },
        applied: { shopName: "b", feedbackType: "none" },
        live: { shopName: "b", feedbackType: "none" },
      },
      {},
      ["shopName", "feedbackType"],
    ],
  ];
  for (const [title, state, send, left] of cases) {
    it(title, () => {
      const { before, applied, live } = state;
      const restored = restoration({
        before,
        live,
        isOurs: (name, value) => equivalent(name, value, applied[name]),
      });
      assert.deepEqual(
        { send: restored.send, left: Object.keys(restored.left).sort() },
        { send, left: [...left].sort() },
      );
    });
  }

  it("clears what was not set, however that is spelled, and says which settings cannot be cleared", () => {
    const before = { webhookUrl: "", servicePointCarriers: null, shopUrl: "", shopName: "a" };
    const live = { webhookUrl: x, servicePointCarriers: ["dhl"], shopUrl: y, shopName: "theirs" };
    assert.deepEqual(restoration({ before, live, isOurs: (name) => name !== "shopName" }), {
      send: { servicePointCarriers: [], webhookUrl: null },
      left: { shopName: "changed", shopUrl: "not set" },
    });
  });
});
