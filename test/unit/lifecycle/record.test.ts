/** What the state says after a write: never more than what Sendcloud is known to have. Pure. */
import assert from "node:assert/strict";
import {
  type Adoption,
  inheritedFrom,
  type Known,
  nothingAdopted,
  nothingKnown,
  stateAfter,
  secretsToRecord,
  type Written,
} from "../../../provider/src/lifecycle/state";
import type { SettingValues } from "../../../provider/src/settings/diff";

const before = { shopName: "x", feedbackType: "eager" };
const held = { shopName: "a", feedbackType: "none" };
const wanted = { shopName: "b", feedbackType: "none" };
const known: Known = {
  settings: held,
  adoption: { ...nothingAdopted, before, applied: held },
  facts: {},
};
const update = { wanted, ignored: [], removed: [], before, current: held };
const restore = {
  wanted: { feedbackType: "none" },
  ignored: [],
  removed: ["shopName"] as const,
  before: { feedbackType: "eager" },
  current: held,
};

describe("after a write", () => {
  const cases: [
    title: string,
    known: Known,
    purpose: Parameters<typeof stateAfter>[1],
    written: Written,
    settings: SettingValues,
    adoption: Partial<Adoption>,
  ][] = [
    [
      "that is confirmed, what is declared is recorded",
      known,
      update,
      { unconfirmed: [] },
      wanted,
      { before, applied: wanted },
    ],
    [
      "without an answer, nothing is claimed of what was sent, and what it may be is remembered",
      known,
      update,
      { unconfirmed: ["shopName"] },
      { feedbackType: "none" },
      { before, applied: wanted, unsure: ["shopName"], earlier: { shopName: "a" } },
    ],
    [
      "of an adoption without an answer, what the shop had is remembered once",
      nothingKnown,
      { ...update, current: before },
      { unconfirmed: ["shopName"] },
      { feedbackType: "none" },
      { before, applied: wanted, unsure: ["shopName"] },
    ],
    [
      "that was read back and is as sent, what is declared is recorded in its own form",
      known,
      update,
      { live: { shopName: "b", feedbackType: "NONE" }, unconfirmed: [] },
      wanted,
      { before, applied: wanted },
    ],
    [
      "that was read back and is as before, what was applied before is ours",
      known,
      update,
      { live: held, unconfirmed: ["shopName"] },
      held,
      { before, applied: held },
    ],
    [
      "that was read back and is something else, what Sendcloud has is recorded",
      known,
      update,
      { live: { ...held, shopName: "B" }, unconfirmed: ["shopName"] },
      { ...held, shopName: "B" },
      { before, applied: wanted },
    ],
    [
      "that was read back without the setting, its value stays unknown",
      known,
      update,
      { live: { feedbackType: "none" }, unconfirmed: ["shopName"] },
      { feedbackType: "none" },
      { before, applied: wanted, unsure: ["shopName"], earlier: { shopName: "a" } },
    ],
    [
      "that was read back, somebody else's change of another setting is recorded as theirs",
      known,
      update,
      { live: { shopName: "b", feedbackType: "delayed" }, unconfirmed: [] },
      { shopName: "b", feedbackType: "delayed" },
      { before, applied: wanted },
    ],
    [
      "that restored a setting, the setting is not managed any more",
      known,
      restore,
      { unconfirmed: [] },
      { feedbackType: "none" },
      { before: { feedbackType: "eager" }, applied: { feedbackType: "none" } },
    ],
    [
      "that should have restored a setting and has no answer, the setting stays managed",
      known,
      restore,
      { unconfirmed: ["shopName"] },
      { feedbackType: "none" },
      { before, applied: held, unsure: ["shopName"] },
    ],
    [
      "an ignored setting stays as it is recorded",
      known,
      { ...update, wanted: { shopName: "b" }, ignored: ["feedbackType"] },
      { live: { shopName: "b", feedbackType: "delayed" }, unconfirmed: [] },
      wanted,
      { before, applied: wanted },
    ],
  ];
  for (const [title, recorded, purpose, written, settings, adoption] of cases) {
    it(title, () =>
      assert.deepEqual(stateAfter(recorded, purpose, written), {
        settings,
        adoption: { ...nothingAdopted, ...adoption },
      }),
    );
  }
});

describe("a secret output", () => {
  const secrets = (values: SettingValues, adoption: Partial<Adoption> = {}): string[] =>
    secretsToRecord(
      { secrets: ["webhookUrl"], settings: { shopName: "b" } },
      { settings: values, adoption: { ...nothingAdopted, ...adoption } },
      ["shopName", "webhookUrl", "account"],
    );

  it("is each secret input", () => assert.deepEqual(secrets({ shopName: "b" }), ["webhookUrl"]));

  it("stays one until the value that was a secret is replaced", () => {
    assert.deepEqual(secrets({ shopName: "a" }), ["webhookUrl", "shopName"]);
    assert.deepEqual(secrets({}, { unsure: ["shopName"] }), ["webhookUrl", "shopName"]);
  });
});

it("a resource that takes an integration over inherits what settings were, where they are as they were applied", () => {
  const inherited = inheritedFrom(
    { integrationId: 7, ...known },
    { shopName: "a", feedbackType: "delayed", webhookActive: true },
  );
  assert.deepEqual(inherited, {
    settings: { shopName: "a" },
    adoption: { ...nothingAdopted, before: { shopName: "x" }, applied: { shopName: "a" } },
    facts: {},
  });
});
