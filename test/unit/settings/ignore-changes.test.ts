/** Which settings the paths of `ignoreChanges` name. */
import assert from "node:assert/strict";
import { ignoredSettings, pathElements } from "../../../provider/src/settings/ignore-changes";
import { settingNames } from "../../../provider/src/settings/schema";

describe("a property path", () => {
  const paths: Record<string, (string | number)[] | undefined> = {
    shopName: ["shopName"],
    "integrations.flowers.shopName": ["integrations", "flowers", "shopName"],
    'integrations["a.b"].webhookUrl': ["integrations", "a.b", "webhookUrl"],
    '["integrations"]["say \\"a\\""]': ["integrations", 'say "a"'],
    "integrations.[0]": ["integrations", 0],
    "integrations[*].shopName": ["integrations", "*", "shopName"],
    "integrations.flower-shop": ["integrations", "flower-shop"],
    "": undefined,
    ".shopName": undefined,
    "shopName[": undefined,
    'shopName["a': undefined,
    "shopName[-1]": undefined,
    "shopName.": undefined,
  };
  for (const [path, elements] of Object.entries(paths)) {
    it(`${JSON.stringify(path)} ${elements ? `leads through ${JSON.stringify(elements)}` : "cannot be read"}`, () =>
      assert.deepEqual(pathElements(path), elements));
  }
});

describe("the settings of an integration that are ignored", () => {
  it("are those that a path names, all for *", () => {
    assert.deepEqual(ignoredSettings(["webhookUrl", '["shopName"]', "webhookUrl"]), {
      ignored: ["shopName", "webhookUrl"],
      doubts: [],
    });
    assert.deepEqual(ignoredSettings(["*"]), { ignored: settingNames, doubts: [] });
  });

  it("are none for an input that is no setting, without a doubt", () => {
    assert.deepEqual(ignoredSettings(["integrationId", "account", "onDestroy"]), {
      ignored: [],
      doubts: [],
    });
  });

  it("are none for a path that names nothing, and a doubt says so", () => {
    for (const path of [
      "shopname",
      "type",
      "constructor",
      "shopName.length",
      "shopName[0]",
      "*.shopName",
      "webhook*",
      "servicePointCarriers[0]",
    ]) {
      const { ignored, doubts } = ignoredSettings([path]);
      assert.deepEqual(ignored, [], path);
      assert.equal(doubts.length, 1, path);
      assert.ok(doubts[0]?.text.includes(JSON.stringify(path)), path);
    }
  });
});
