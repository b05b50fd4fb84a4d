/** Which declared values the program holds secret. */
import assert from "node:assert/strict";
import {
  holdingSecret,
  secretNames,
  secretsIn,
  sealed,
} from "../../../provider/src/settings/secrets";

const declared = { integrationId: 7, shopName: "Tulips", webhookUrl: "https://hooks.example" };

describe("the secret inputs", () => {
  it("of a resource are those that a path names, if they are declared", () => {
    assert.deepEqual(
      secretNames([["webhookUrl"], ["feedbackType"], ["integrations", "shopName"]], declared),
      ["webhookUrl"],
    );
  });

  it("are said in a hidden input, also where nothing is secret: an earlier version told nothing", () => {
    assert.deepEqual(secretsIn(holdingSecret([])), []);
    assert.deepEqual(secretsIn(holdingSecret(["webhookUrl"])), ["webhookUrl"]);
    assert.deepEqual(secretsIn({ __secret: [1, "a"] }), ["a"]);
    assert.equal(secretsIn({}), undefined);
  });

  it("are marked among the outputs, as they were recorded", () => {
    const marked = (value: unknown): unknown => ({ marked: value });
    assert.deepEqual(sealed(declared, { secrets: ["webhookUrl"] }, marked), {
      ...declared,
      webhookUrl: marked(declared.webhookUrl),
    });
    for (const adoption of [undefined, {}, { secrets: "webhookUrl" }])
      assert.deepEqual(sealed(declared, adoption, marked), declared);
  });
});
