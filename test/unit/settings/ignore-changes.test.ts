/** Which settings the paths of `ignoreChanges` name. */
import assert from "node:assert/strict";
import { ignoredSettings } from "../../../provider/src/settings/ignore-changes";
import { settingNames } from "../../../provider/src/settings/schema";

describe("the settings of an integration that are ignored", () => {
  it("are those that a path names, all for *", () => {
    assert.deepEqual(ignoredSettings(["webhookUrl", '["shopName"]', "webhookUrl"]), {
      ignored: ["shopName", "webhookUrl"],
      doubts: [],
    });
    for (const all of ["*", "[*]", '["*"]'])
      assert.deepEqual(ignoredSettings([all]), { ignored: settingNames, doubts: [] });
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
      "",
      ".shopName",
      "shopName.",
      "shopName[",
      'shopName["a',
      "[0]",
    ]) {
      const { ignored, doubts } = ignoredSettings([path]);
      assert.deepEqual(ignored, [], path);
      assert.equal(doubts.length, 1, path);
      assert.ok(doubts[0]?.text.includes(JSON.stringify(path)), path);
    }
  });
});
