/** How an adoption is shown before it happens. */
import assert from "node:assert/strict";
import { adoptionLines, type Wanted } from "../../../provider/src/lifecycle/adoption-preview";

describe("an adoption that is shown", () => {
  const live = {
    shopName: "Old",
    shopUrl: null,
    servicePointEnabled: false,
    servicePointCarriers: ["dhl"],
    webhookActive: true,
    webhookUrl: "https://a.example/1",
    feedbackType: "eager",
  };

  it("has a line for each declared setting, in the order of the reference", () => {
    const wanted = new Map<string, Wanted>([
      ["webhookUrl", { value: "https://a.example/2" }],
      ["shopName", { value: "New" }],
      ["shopUrl", "unknown"],
      ["servicePointCarriers", { value: ["dhl", "dhl"] }],
      ["feedbackType", "secret"],
      ["onDestroy", { value: "restore" }],
    ]);
    assert.deepEqual(adoptionLines(live, wanted), [
      'shopName: "Old" → "New"',
      "shopUrl: nothing → not known yet",
      "servicePointCarriers: dhl, unchanged",
      'webhookUrl: "https://a.example/…" → "https://a.example/…" (another path or query)',
      'feedbackType: "eager" → [secret]',
    ]);
  });
});
