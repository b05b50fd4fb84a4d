/** The comparison that decides what is sent. */
import assert from "node:assert/strict";
import {
  changedSettings,
  equal,
  equivalent,
  namesOf,
  omit,
  pick,
  type SettingValues,
} from "../../../provider/src/settings/diff";
import type { DeclaredSettings } from "../../../provider/src/settings/schema";
import type { SettingName } from "../../../provider/src/settings/types";

const x = { webhookUrl: "https://x.example" };
const y = { webhookUrl: "https://y.example" };
const on = { webhookActive: true };
const off = { webhookActive: false };
const no = { webhookUrl: "" };
const a = { servicePointCarriers: ["a"] };

describe("what is sent", () => {
  const cases: [string, DeclaredSettings, current: SettingValues, sent: DeclaredSettings][] = [
    ["nothing where all agrees", no, { webhookUrl: null, feedbackType: "none" }, {}],
    [
      "only what differs",
      { shopName: "b", feedbackType: "none" },
      { shopName: "a", feedbackType: "none" },
      { shopName: "b" },
    ],
    ["what is not current yet", { shopName: "a" }, {}, { shopName: "a" }],
    ["no URL in place of one", no, x, no],
    ["no URL where nothing is current yet", no, {}, no],
    [
      "no carriers where only their order differs",
      { servicePointCarriers: ["a", "b"] },
      { servicePointCarriers: ["b", "a", "b"] },
      {},
    ],
    ["an emptied list", { servicePointCarriers: [] }, a, { servicePointCarriers: [] }],
    ["the URL with a webhook that turns on", { ...on, ...x }, { ...off, ...x }, { ...on, ...x }],
    ["no URL with a webhook that turns off", { ...off, ...x }, { ...on, ...x }, off],
    ["the URL alone where the webhook stays on", { ...on, ...y }, { ...on, ...x }, y],
    [
      "the carriers with service points that turn on",
      { servicePointEnabled: true, ...a },
      { servicePointEnabled: false, ...a },
      { servicePointEnabled: true, ...a },
    ],
  ];
  for (const [title, declared, current, sent] of cases)
    it(title, () => assert.deepEqual(changedSettings(declared, current), sent));
});

it("all values that mean not set are equal, but none is one that is not managed", () => {
  for (const none of [null, "", []]) {
    for (const other of [null, "", []]) assert.equal(equal(none, other), true);
    assert.equal(equal(none, undefined), false);
    assert.equal(equal(none, false), false);
  }
});

describe("a live value is equivalent to the given one", () => {
  const cases: [name: SettingName, live: unknown, given: unknown, expected: boolean][] = [
    ["webhookUrl", null, "", true],
    ["webhookUrl", undefined, "", true],
    ["webhookUrl", undefined, "https://x.example", false],
    ["webhookActive", null, false, false],
    ["shopUrl", "https://shop.example/", "https://shop.example", true],
    ["shopUrl", "https://shop.example./a%2fb/%7ec?#", "https://shop.example/a%2Fb/~c", true],
    ["shopUrl", "https://shop.example/a%2fb", "https://shop.example/a/b", false],
    ["shopUrl", "https://xn--bcher-kva.example/%C3%A4", "https://bücher.example/ä#top", true],
    ["webhookUrl", "", null, true],
    ["webhookUrl", undefined, null, true],
    ["servicePointCarriers", null, [], true],
    ["servicePointCarriers", "", [], true],
    ["shopUrl", "https://SHOP.example:443/a/", "HTTPS://shop.example/a", true],
    ["webhookUrl", "https://shop.example/A", "https://shop.example/a", false],
    ["webhookUrl", "https://shop.example/a?b=/", "https://shop.example/a?b=", false],
    ["webhookUrl", "http://shop.example", "https://shop.example", false],
    ["webhookUrl", null, null, true],
    ["webhookUrl", null, "https://shop.example", false],
    ["servicePointCarriers", ["postnl", "dhl"], ["DHL", "PostNL"], true],
    ["servicePointCarriers", ["postnl"], ["dhl"], false],
    ["feedbackType", "Eager", "eager", true],
    ["shopName", "tulips", "Tulips", false],
    ["shopName", "https://shop.example/", "https://shop.example", false],
    ["webhookActive", false, false, true],
    ["webhookActive", false, null, false],
  ];
  for (const [name, live, given, expected] of cases)
    it(`${String(expected)} for ${name} ${JSON.stringify(live)} and ${JSON.stringify(given)}`, () =>
      assert.equal(equivalent(name, live, given), expected));
});

it("names, pick and omit leave out what has no value", () => {
  const values = { shopName: "a", webhookUrl: undefined, feedbackType: "none" };
  assert.deepEqual(namesOf(values), ["shopName", "feedbackType"]);
  assert.deepEqual(pick(values, ["webhookUrl", "shopName"]), { shopName: "a" });
  assert.deepEqual(omit(values, ["shopName"]), { feedbackType: "none" });
});
