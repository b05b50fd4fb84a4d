/** What a live value means to a resource: whether it is ours, how it is recorded, and what no error repeats of it. Pure. */
import assert from "node:assert/strict";
import {
  type Adoption,
  nothingAdopted,
  ownValue,
  recordedValue,
  secretTexts,
} from "../../../provider/src/lifecycle/state";
import { equivalent } from "../../../provider/src/settings/diff";
import type { SettingName } from "../../../provider/src/settings/types";

describe("a live value", () => {
  const cases: [name: SettingName, live: unknown, given: unknown, equivalent: boolean][] = [
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
  for (const [name, live, given, expected] of cases) {
    it(`of ${name}, ${JSON.stringify(live)}, is ${expected ? "" : "not "}${JSON.stringify(given)}`, () =>
      assert.equal(equivalent(name, live, given), expected));
  }

  const shop = "https://a.example";
  const own: [
    title: string,
    adoption: Partial<Adoption>,
    name: SettingName,
    live: unknown,
    value: unknown,
  ][] = [
    [
      "is ours as we spelled it",
      { applied: { shopUrl: shop } },
      "shopUrl",
      "https://A.example/",
      { value: shop },
    ],
    [
      "is not ours where it differs from what was applied",
      { applied: { shopUrl: shop } },
      "shopUrl",
      "https://b.example",
      undefined,
    ],
    [
      "is ours though it is not set",
      { applied: { webhookUrl: "" } },
      "webhookUrl",
      null,
      { value: "" },
    ],
    ["is not ours where the setting is not managed", {}, "webhookUrl", null, undefined],
    [
      "is not ours where it is what was there before the adoption",
      { applied: { shopName: "b" }, before: { shopName: "a" } },
      "shopName",
      "a",
      undefined,
    ],
  ];
  for (const [title, adoption, name, live, expected] of own) {
    it(title, () =>
      assert.deepEqual(
        ownValue({ adoption: { ...nothingAdopted, ...adoption } }, name, live),
        expected,
      ),
    );
  }

  it("is ours where a write without a known result may have left it", () => {
    const adoption = {
      ...nothingAdopted,
      before: { shopName: "a", feedbackType: "eager" },
      applied: { shopName: "c", feedbackType: "none" },
      unsure: ["shopName", "feedbackType"] as const,
      earlier: { shopName: "b" },
    };
    const values = (name: SettingName, all: string[]): unknown[] =>
      all.map((live) => ownValue({ adoption }, name, live)?.value);
    assert.deepEqual(values("shopName", ["a", "b", "c"]), [undefined, "b", "c"]);
    assert.deepEqual(values("feedbackType", ["eager", "none"]), ["eager", "none"]);
  });

  it('is recorded as "" where a text is not set, and as null where nothing else can be declared', () => {
    const names = ["shopName", "webhookUrl", "servicePointCarriers", "webhookActive"] as const;
    assert.deepEqual(
      names.map((name) => recordedValue(name, null)),
      ["", "", null, null],
    );
    assert.equal(recordedValue("webhookActive", false), false);
  });
});

it("no error repeats the texts of secret settings, unless they are too short to be found", () => {
  const texts = secretTexts(
    ["shopName", "webhookUrl", "servicePointCarriers", "account"],
    { shopName: "ab", webhookUrl: "https://a.example/t", servicePointCarriers: ["dhl", "up"] },
    { shopName: "abc", shopUrl: "https://public.example", webhookUrl: null },
  );
  assert.deepEqual(texts, ["dhl", "https://a.example/t", "abc"]);
});
