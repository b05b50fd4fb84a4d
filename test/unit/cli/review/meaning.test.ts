/** What the change of a setting means to the shop, in a sentence. */
import assert from "node:assert/strict";
import { meaning } from "../../../../provider/src/cli/review/meaning";
import type { SettingName } from "../../../../provider/src/settings/types";
import type { Properties } from "../../../../provider/src/values";

const x = "https://x.example/a";
const y = "https://y.example/b";
const hookOff = { webhookActive: false };
const off = { servicePointEnabled: false };
const on = { servicePointEnabled: true, servicePointCarriers: ["dhl", "postnl"] };

describe("what it means to the shop", () => {
  const cases: [
    name: SettingName,
    before: Properties,
    after: Properties,
    text: string,
    risk: boolean,
  ][] = [
    ["servicePointEnabled", on, off, "checkout loses pick-up points of dhl, postnl", true],
    ["servicePointEnabled", off, on, "checkout offers pick-up points of dhl, postnl", false],
    ["servicePointEnabled", {}, off, "checkout offers no pick-up points", false],
    [
      "servicePointCarriers",
      on,
      { servicePointCarriers: ["postnl", "ups"] },
      "checkout loses pick-up points of dhl, and gains those of ups",
      true,
    ],
    [
      "servicePointCarriers",
      on,
      { servicePointCarriers: ["dhl", "postnl", "ups"] },
      "checkout gains those of ups",
      false,
    ],
    ["servicePointCarriers", {}, on, "checkout offers pick-up points of dhl, postnl alone", false],
    [
      "servicePointCarriers",
      off,
      { ...off, servicePointCarriers: ["dhl"] },
      "no effect while service points are off",
      false,
    ],
    [
      "webhookActive",
      { webhookActive: true, webhookUrl: x },
      { webhookActive: false },
      "parcel status stops reaching https://x.example/…",
      true,
    ],
    [
      "webhookActive",
      { webhookActive: false },
      { webhookActive: true, webhookUrl: x },
      "parcel status is posted to https://x.example/…",
      false,
    ],
    ["webhookActive", {}, { webhookActive: false }, "parcel status is posted nowhere", false],
    [
      "webhookUrl",
      { webhookActive: true, webhookUrl: x },
      { webhookUrl: y },
      "parcel status goes to https://y.example/…, and stops reaching https://x.example/…",
      true,
    ],
    [
      "webhookUrl",
      { webhookUrl: x },
      { webhookUrl: `${x}b` },
      "parcel status goes to another path or query at https://x.example/…",
      true,
    ],
    [
      "webhookUrl",
      { webhookUrl: x },
      { webhookUrl: null },
      "parcel status has no address to go to, no longer https://x.example/…",
      true,
    ],
    [
      "webhookUrl",
      { webhookActive: false, webhookUrl: x },
      { webhookUrl: y },
      "no effect while the webhook is off",
      false,
    ],
    [
      "webhookUrl",
      { webhookUrl: x },
      { webhookUrl: "[secret]" },
      "the new value is a secret, so this cannot be told",
      true,
    ],
    [
      "webhookUrl",
      { webhookUrl: "[secret]" },
      { webhookUrl: "[secret]" },
      "a secret: whether it changes cannot be seen",
      true,
    ],
    [
      "webhookUrl",
      { webhookUrl: "[secret]", ...hookOff },
      { webhookUrl: "[secret]", ...hookOff },
      "no effect while the webhook is off",
      false,
    ],
    [
      "webhookUrl",
      { webhookUrl: "[secret]", ...hookOff, onDestroy: "restore" },
      { webhookUrl: "[secret]" },
      "a secret: whether it changes cannot be seen",
      true,
    ],
    [
      "webhookActive",
      hookOff,
      { webhookActive: true, webhookUrl: "[secret]" },
      "parcel status is posted to a secret address",
      true,
    ],
    [
      "webhookActive",
      { webhookActive: "[secret]" },
      hookOff,
      "parcel status is posted nowhere; what it was is a secret",
      true,
    ],
    [
      "servicePointCarriers",
      { ...on, ...off },
      { ...on, servicePointCarriers: ["ups"] },
      "checkout offers pick-up points of ups alone",
      false,
    ],
    [
      "feedbackType",
      { feedbackType: "eager" },
      { feedbackType: "none" },
      "tracking feedback no longer goes back to the shop",
      true,
    ],
    [
      "feedbackType",
      {},
      { feedbackType: "none" },
      "tracking feedback does not go back to the shop",
      false,
    ],
    [
      "feedbackType",
      { feedbackType: "eager" },
      { feedbackType: "delayed" },
      "tracking feedback goes back once the carrier scans the label, no longer once the label is created",
      false,
    ],
    [
      "feedbackType",
      { feedbackType: "delayed" },
      { feedbackType: "" },
      "tracking feedback no longer goes back to the shop",
      true,
    ],
    [
      "webhookUrl",
      { webhookUrl: x },
      { webhookUrl: "" },
      "parcel status has no address to go to, no longer https://x.example/…",
      true,
    ],
    [
      "shopUrl",
      { shopUrl: x },
      { shopUrl: y },
      "Sendcloud connects to the shop at https://y.example/…, no longer at https://x.example/…",
      true,
    ],
    [
      "shopName",
      { shopName: "a" },
      { shopName: "b" },
      "the shop has another name in Sendcloud",
      false,
    ],
  ];
  for (const [name, before, after, text, risk] of cases) {
    it(`${text}${risk ? ": a risk" : ""}`, () =>
      assert.deepEqual(meaning(name, before, after), { text, risk }));
  }
});
