/** What is remembered: what a live value means to a resource, and what the state says after a write. Pure. */
import assert from "node:assert/strict";
import {
  type Adoption,
  inheritedFrom,
  type Known,
  nothingAdopted,
  appliedValue,
  nothingKnown,
  stateAfter,
  recordedValue,
  secretsToRecord,
  secretTexts,
} from "../../../provider/src/lifecycle/state";
import type { SettingValues } from "../../../provider/src/settings/diff";
import type { SettingName } from "../../../provider/src/settings/types";

const adopted = (adoption: Partial<Adoption>): Adoption => ({ ...nothingAdopted, ...adoption });

describe("a live value", () => {
  const shopUrl = "https://a.example";
  const b = { shopName: "b" };
  const none = { webhookUrl: "" };
  for (const [title, adoption, name, live, value] of [
    [
      "is ours as we spelled it",
      { applied: { shopUrl } },
      "shopUrl",
      "https://A.example/",
      shopUrl,
    ],
    ["is ours though it is not set", { applied: none }, "webhookUrl", null, ""],
    ["is not ours where it differs", { applied: { shopUrl } }, "shopUrl", "https://b.x", undefined],
    ["is not ours where the setting is not managed", {}, "webhookUrl", null, undefined],
    [
      "is not ours as before",
      { applied: b, before: { shopName: "a" } },
      "shopName",
      "a",
      undefined,
    ],
  ] as const)
    it(title, () => {
      const own = appliedValue({ adoption: adopted(adoption) }, name, live);
      assert.deepEqual(own, value === undefined ? undefined : { value });
    });

  it("is ours where a write without a known result may have left it", () => {
    const adoption = adopted({
      before: { shopName: "a", feedbackType: "eager" },
      applied: { shopName: "c", feedbackType: "none" },
      unsure: ["shopName", "feedbackType"],
      earlier: { shopName: "b" },
    });
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

const eager = { feedbackType: "eager" };
const none = { feedbackType: "none" };
const later = { feedbackType: "delayed" };
const before = { shopName: "x", ...eager };
const current = { shopName: "a", ...none };
const wanted = { shopName: "b", ...none };
const known: Known = {
  settings: current,
  adoption: adopted({ before, applied: current }),
  facts: {},
};

describe("after a write", () => {
  type Purpose = Parameters<typeof stateAfter>[1];
  const update: Purpose = { wanted, ignored: [], removed: [], before, current };
  const restore: Purpose = { ...update, wanted: none, removed: ["shopName"], before: eager };
  const adopting: Purpose = { ...update, current: before };
  const ignoring: Purpose = { ...update, wanted: { shopName: "b" }, ignored: ["feedbackType"] };
  const sure = { before, applied: wanted };
  const unsure = { ...sure, unsure: ["shopName"] as const };
  const open = { ...unsure, earlier: { shopName: "a" } };
  const same = { before, applied: current };
  const freed = { before: eager, applied: none };
  const stuck = { ...same, unsure: ["shopName"] as const };
  const respelled = { shopName: "b", feedbackType: "NONE" };
  const other = { ...current, shopName: "B" };
  const drifted = { shopName: "b", ...later };
  for (const [title, purpose, live, isConfirmed, settings, adoption] of [
    ["that is confirmed, what is declared is recorded", update, undefined, true, wanted, sure],
    ["without an answer, what was sent is not claimed", update, undefined, false, none, open],
    ["of an adoption, what was is remembered once", adopting, undefined, false, none, unsure],
    ["what is as sent is recorded in its own form", update, respelled, true, wanted, sure],
    ["what is as before was applied before, and is ours", update, current, false, current, same],
    ["what is something else is recorded", update, other, false, other, sure],
    ["what the answer leaves out stays unknown", update, none, false, none, open],
    ["somebody else's change of another setting is theirs", update, drifted, true, drifted, sure],
    ["a restored setting is not managed any more", restore, undefined, true, none, freed],
    ["a restored setting without an answer stays managed", restore, undefined, false, none, stuck],
    ["an ignored setting stays as it is recorded", ignoring, drifted, true, wanted, sure],
  ] as const)
    it(title, () => {
      const written = {
        ...(live && { live }),
        unconfirmed: isConfirmed ? [] : (["shopName"] as const),
      };
      const from = purpose.current === before ? nothingKnown : known;
      const expected = { settings, adoption: adopted(adoption) };
      assert.deepEqual(stateAfter(from, purpose, written), expected);
    });
});

it("a secret output is each secret input, and stays one until the value that was a secret is replaced", () => {
  const declared = { secrets: ["webhookUrl"], settings: { shopName: "b" } };
  const secrets = (settings: SettingValues, adoption: Partial<Adoption> = {}): string[] => {
    const earlier = ["shopName", "webhookUrl", "account"];
    return secretsToRecord(declared, { settings, adoption: adopted(adoption) }, earlier);
  };
  assert.deepEqual(secrets({ shopName: "b" }), ["webhookUrl"]);
  assert.deepEqual(secrets({ shopName: "a" }), ["webhookUrl", "shopName"]);
  assert.deepEqual(secrets({}, { unsure: ["shopName"] }), ["webhookUrl", "shopName"]);
});

it("no error repeats the texts of secret settings, unless they are too short to be found", () => {
  const texts = secretTexts(
    ["shopName", "webhookUrl", "servicePointCarriers", "account"],
    { shopName: "ab", webhookUrl: "https://a.example/t", servicePointCarriers: ["dhl", "up"] },
    { shopName: "abc", shopUrl: "https://public.example", webhookUrl: null },
  );
  assert.deepEqual(texts, ["dhl", "https://a.example/t", "abc"]);
});

it("a resource that takes an integration over inherits what settings were, where they are as they were applied", () => {
  const live = { shopName: "a", ...later, webhookActive: true };
  const settings = { shopName: "a" };
  assert.deepEqual(inheritedFrom({ integrationId: 7, ...known }, live), {
    settings,
    adoption: adopted({ before: { shopName: "x" }, applied: settings }),
    facts: {},
  });
});
