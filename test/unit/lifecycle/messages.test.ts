/** Lines about what is not restored, and about what is forgotten. */
import assert from "node:assert/strict";
import { Handover } from "../../../provider/src/lifecycle/handover";
import { forgotten, notRestored } from "../../../provider/src/lifecycle/messages";
import { nothingAdopted, type State } from "../../../provider/src/lifecycle/state";

it("a refusal of several settings is said once", () => {
  const refused = { refused: "Sendcloud refused with status 400: the URL is gone" };
  assert.deepEqual(
    notRestored("integration 7", {
      shopName: "changed",
      webhookActive: refused,
      webhookUrl: refused,
    }),
    [
      "warning: integration 7: left as it is: shopName (somebody else changed it); webhookActive, webhookUrl (Sendcloud refuses what it was: Sendcloud refused with status 400: the URL is gone)",
    ],
  );
});

describe("what is forgotten", () => {
  const before = {
    shopName: "Old",
    feedbackType: "none",
    shopUrl: "https://u:canary@shop.example",
  };
  const state: State = {
    integrationId: 7,
    settings: { ...before, shopName: "New", shopUrl: "https://other.example" },
    adoption: { ...nothingAdopted, before, secrets: ["shopUrl"] },
    facts: {},
  };
  const lines = (of: Partial<Handover>): string[] =>
    forgotten("integration 7", state, Object.assign(new Handover(), of));

  it("is each declared setting that is not what it was, and no secret", () => {
    const [line = "", ...others] = lines({
      declared: ["shopName", "feedbackType", "shopUrl"],
      adoptedAnew: "failed",
    });
    assert.match(
      line,
      /could not adopt it: shopName \(was "Old"\), shopUrl \(what it was is not shown, since it may be a secret\)\. To keep these values/,
    );
    assert.deepEqual(others, []);
  });

  it("is nothing where all is as it was, where nothing was adopted, and of settings that are restored", () => {
    assert.deepEqual(lines({ declared: ["feedbackType"], adoptedAnew: "succeeded" }), []);
    assert.deepEqual(lines({ declared: ["shopName"] }), []);
    assert.deepEqual(lines({ declared: [], adoptedAnew: "succeeded" }), []);
  });
});
