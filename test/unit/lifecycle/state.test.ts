/** What is recorded after a write, and what a live value is to us. Pure. */
import assert from "node:assert/strict";
import { equivalent, type SettingValues } from "../../../provider/src/settings/diff";
import { UnconfirmedError } from "../../../provider/src/errors";
import {
  type Adoption,
  inherited,
  matchingApplied,
  type State,
} from "../../../provider/src/lifecycle/state";
import { afterWrite } from "../../../provider/src/lifecycle/after-write";
import type { DeclaredSettings } from "../../../provider/src/settings/schema";
import type { LiveSettings, SettingName } from "../../../provider/src/settings/types";

const none: LiveSettings = {
  shopName: null,
  shopUrl: null,
  servicePointEnabled: null,
  servicePointCarriers: null,
  webhookActive: null,
  webhookUrl: null,
  feedbackType: null,
};

const recorded = (settings: SettingValues, adoption: Partial<Adoption> = {}): State => ({
  integrationId: 7,
  settings,
  adoption: { before: {}, applied: {}, unsure: {}, kept: {}, ...adoption },
  facts: {},
});

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

  it("is ours where it is what was applied, in the form in which that was declared", () => {
    assert.deepEqual(
      matchingApplied(recorded({ shopUrl: "https://a.example" }), "shopUrl", "https://a.example/"),
      {
        value: "https://a.example",
      },
    );
    assert.equal(
      matchingApplied(recorded({ shopUrl: "https://a.example" }), "shopUrl", "https://b.example"),
      undefined,
    );
  });

  it("is ours where it is what was applied before somebody else's change, even if that was null", () => {
    const state = recorded(
      { webhookUrl: "https://theirs.example" },
      { applied: { webhookUrl: null } },
    );
    assert.deepEqual(matchingApplied(state, "webhookUrl", null), { value: null });
    assert.equal(matchingApplied(state, "webhookUrl", "https://theirs.example"), undefined);
  });

  it("is ours where it is any of what an unanswered write may have left", () => {
    const state = recorded({}, { unsure: { shopName: ["a", "b"] } });
    assert.deepEqual(matchingApplied(state, "shopName", "a"), { value: "a" });
    assert.equal(matchingApplied(state, "shopName", "c"), undefined);
  });
});

describe("after a write", () => {
  const declared: DeclaredSettings = { shopName: "b", feedbackType: "none" };
  const sent: DeclaredSettings = { shopName: "b" };
  const before = { shopName: "x", feedbackType: "eager" };
  const held = recorded({ shopName: "a", feedbackType: "none" }, { before });
  const problem = new UnconfirmedError("?");
  const unconfirmed = ["shopName"] as const;
  const change = { declared, sent, state: held, before };

  it("without a problem, what is declared is recorded", () => {
    assert.deepEqual(afterWrite(change, { unconfirmed: [] }), {
      settings: declared,
      adoption: { before, applied: {}, unsure: {}, kept: {} },
    });
  });

  it("whose answer is lost, nothing is claimed of what was sent, and everything it may be is remembered", () => {
    assert.deepEqual(afterWrite(change, { problem, unconfirmed }), {
      settings: { feedbackType: "none" },
      adoption: { before, applied: {}, unsure: { shopName: ["a", "b"] }, kept: {} },
    });
  });

  it("that was read back and took, what is declared is recorded in its own form", () => {
    const live = { ...none, shopName: "b", feedbackType: "NONE" };
    assert.deepEqual(afterWrite(change, { live, unconfirmed: [] }), {
      settings: declared,
      adoption: { before, applied: {}, unsure: {}, kept: {} },
    });
  });

  it("that was read back and did not take, what Sendcloud holds is recorded", () => {
    const live = { ...none, shopName: "B", feedbackType: "none" };
    assert.deepEqual(afterWrite(change, { live, problem, unconfirmed }), {
      settings: { shopName: "B", feedbackType: "none" },
      adoption: { before, applied: {}, unsure: { shopName: ["a", "b"] }, kept: {} },
    });
  });

  it("that was read back, somebody else's change of another setting is recorded as theirs", () => {
    const live = { ...none, shopName: "b", feedbackType: "delayed" };
    assert.deepEqual(afterWrite(change, { live, unconfirmed: [] }), {
      settings: { shopName: "b", feedbackType: "delayed" },
      adoption: { before, applied: { feedbackType: "none" }, unsure: {}, kept: {} },
    });
  });

  it("that should have restored a setting that left the program, and has no answer, what it was stays remembered", () => {
    const returning = {
      declared: { feedbackType: "none" as const },
      sent: { shopName: "x" },
      state: held,
      before: { feedbackType: "eager" },
    };
    assert.deepEqual(afterWrite(returning, { problem, unconfirmed }), {
      settings: { feedbackType: "none" },
      adoption: { before, applied: {}, unsure: { shopName: ["a", "x"] }, kept: {} },
    });
  });
});

describe("a resource that takes an integration over", () => {
  const left = recorded(
    { shopName: "b", feedbackType: "none" },
    { before: { shopName: "a", feedbackType: "eager" } },
  );

  it("inherits what settings were, where they still are as they were applied", () => {
    assert.deepEqual(inherited(left, { shopName: "b", feedbackType: "delayed" }), {
      shopName: "a",
    });
  });
});
