/** Which settings the paths of `ignoreChanges` name. */
import assert from "node:assert/strict";
import { ignoredSettings, pathElements } from "../../../provider/src/settings/ignore-changes";
import { settingNames } from "../../../provider/src/settings/schema";

it("a property path is read as the engine reads it", () => {
  const paths: Record<string, (string | number)[] | undefined> = {
    shopName: ["shopName"],
    "integrations.flowers.shopName": ["integrations", "flowers", "shopName"],
    'integrations["a.b"].webhookUrl': ["integrations", "a.b", "webhookUrl"],
    '["integrations"]["say \\"a\\""]': ["integrations", 'say "a"'],
    "integrations.[0]": ["integrations", 0],
    "integrations[*].shopName": ["integrations", "*", "shopName"],
    "integrations.flower-shop": ["integrations", "flower-shop"],
  };
  for (const unreadable of [
    "",
    ".shopName",
    "shopName[",
    'shopName["a',
    "shopName[-1]",
    "shopName.",
  ])
    paths[unreadable] = undefined;
  for (const [path, elements] of Object.entries(paths))
    assert.deepEqual(pathElements(path), elements, path);
});

describe("the settings of an integration that are ignored", () => {
  it("are those that a path names, all for *, and none for an input that is no setting", () => {
    const both = ["shopName", "webhookUrl"];
    const inputs = ["integrationId", "account", "onDestroy"];
    for (const [paths, ignored] of [
      [["webhookUrl", '["shopName"]', "webhookUrl"], both],
      [["*"], settingNames],
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
  ])
    it(`are none for ${path}, which names nothing, and a doubt says so`, () => {
      const { ignored, doubts } = ignoredSettings([path]);
      assert.deepEqual([ignored, doubts.length], [[], 1]);
      assert.ok(doubts[0]?.includes(JSON.stringify(path)));
    });
});
