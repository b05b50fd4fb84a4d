/** What a live value means to a resource: whether it is ours, how it is recorded, and what no error repeats of it. Pure. */
import assert from "node:assert/strict";
import {
  type Adoption,
  nothingAdopted,
  appliedValue,
  recordedValue,
  secretTexts,
} from "../../../provider/src/lifecycle/state";
import type { SettingName } from "../../../provider/src/settings/types";

describe("a live value", () => {
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
        appliedValue({ adoption: { ...nothingAdopted, ...adoption } }, name, live),
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
      all.map((live) => appliedValue({ adoption }, name, live)?.value);
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
