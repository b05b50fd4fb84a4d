/** Which settings the paths of `ignoreChanges` name. */
import assert from "node:assert/strict";
import { ignoredSettings } from "../../../provider/src/settings/ignore-changes";
import { settingNames } from "../../../provider/src/settings/schema";

describe("the settings of an integration that are ignored", () => {
  it("are those that a path names, all for *, and none for an input that is no setting", () => {
    const both = ["shopName", "webhookUrl"];
    const inputs = ["integrationId", "account", "onDestroy"];
    for (const [paths, ignored] of [
      [["webhookUrl", '["shopName"]', "webhookUrl"], both],
      [["*"], settingNames],
      [["[*]"], settingNames],
      [['["*"]'], settingNames],
      [inputs, []],
    ] as const)
      assert.deepEqual(ignoredSettings(paths), { ignored, doubts: [] });
  });

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
  ])
    it(`are none for ${path}, which names nothing, and a doubt says so`, () => {
      const { ignored, doubts } = ignoredSettings([path]);
      assert.deepEqual([ignored, doubts.length], [[], 1]);
      assert.ok(doubts[0]?.text.includes(JSON.stringify(path)));
    });
});
