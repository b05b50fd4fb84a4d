/** How a state is stored, and what is read of stored outputs. Pure. */
import assert from "node:assert/strict";
import { SendcloudError } from "../../../provider/src/errors";
import { nothingAdopted, type State } from "../../../provider/src/lifecycle/state";
import {
  decodeState,
  encodeInputs,
  encodeState,
} from "../../../provider/src/lifecycle/state-format";

const full: State = {
  integrationId: 7,
  account: "berlin",
  onDestroy: "restore",
  settings: { shopName: "b", webhookUrl: "", servicePointEnabled: null },
  adoption: {
    before: { shopName: "a", webhookUrl: null, servicePointEnabled: false },
    applied: { shopName: "b", webhookUrl: "", servicePointEnabled: true },
    unsure: ["servicePointEnabled"],
    earlier: { servicePointEnabled: false },
    secrets: ["webhookUrl"],
    owner: "17",
    resource: "shop",
  },
  facts: { type: "shopify", createdAt: "2024-01-01" },
  isLookUp: false,
};

describe("a stored state", () => {
  it("is read as it was written, and gives a refresh the inputs that a program declares", () => {
    const stored = encodeState(full);
    const read = decodeState({ ...stored, __provider: "address" });
    assert.deepEqual(read, { ...full, adoption: { ...full.adoption, format: 1 } });
    assert.deepEqual(encodeState(read), stored);
    const { integrationId, account, onDestroy, settings } = full;
    assert.deepEqual(encodeInputs(full), { integrationId, account, onDestroy, ...settings });
  });

  it("holds the format, and neither empty parts nor what is applied as it is recorded", () => {
    const settings = { shopName: "a", feedbackType: "none" };
    const before = { shopName: "x", feedbackType: "eager" };
    for (const [applied, stored] of [
      [settings, {}],
      [{ ...settings, shopName: "b" }, { applied: { shopName: "b" } }],
    ] as const)
      assert.deepEqual(
        encodeState({
          integrationId: 7,
          settings,
          adoption: { ...nothingAdopted, before, applied },
          facts: {},
        }),
        { integrationId: 7, ...settings, adoption: { format: 1, before, ...stored } },
      );
  });

  it("of a look-up has no adoption, and the id may be all that is known", () => {
    const seen = decodeState({ account: "berlin" }, "7");
    assert.equal(seen.isLookUp, true);
    assert.deepEqual(encodeState(seen), { integrationId: 7, account: "berlin" });
    assert.deepEqual(encodeInputs(seen), { account: "berlin" });
  });

  it("is refused with advice where its adoption is of another format", () => {
    for (const adoption of [
      { before: {}, applied: {} },
      { format: 2, before: {}, applied: {} },
      { format: 1, applied: {} },
      { format: 1, before: {}, applied: { shopColour: "red" } },
      "text",
      null,
    ])
      assert.throws(() => decodeState({ integrationId: 7, adoption }), {
        name: "SendcloudError",
        message: /not of format 1.*Nothing was sent\..*`pulumi state delete`/,
      });
  });

  it("is refused where its id is no number of an integration", () => {
    for (const id of [undefined, "", "shop", "0", "1.5"])
      assert.throws(() => decodeState({}, id), SendcloudError, id);
  });
});
