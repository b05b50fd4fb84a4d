/** Which declared values the program holds secret. */
import assert from "node:assert/strict";
import { membersOf } from "../../../provider/src/settings/members";
import {
  holdingSecret,
  secretNames,
  secretNamesOfMembers,
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

  it("of members are their own, or all where the member or the set is a secret", () => {
    const members = membersOf({ integrations: { "a.b": declared, constructor: declared } });
    const of = (...paths: string[][]): object => secretNamesOfMembers(paths, members);
    assert.deepEqual(of(["integrations", "a.b", "webhookUrl"], ["account"]), {
      "a.b": ["webhookUrl"],
      constructor: [],
    });
    assert.deepEqual(of(["integrations", "constructor"]), {
      "a.b": [],
      constructor: Object.keys(declared),
    });
    assert.deepEqual(of(["integrations"]), {
      "a.b": Object.keys(declared),
      constructor: Object.keys(declared),
    });
    assert.deepEqual(of(["account"], ["integrations", "gone"]), { "a.b": [], constructor: [] });
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
