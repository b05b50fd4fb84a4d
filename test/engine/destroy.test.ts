/** What destroy, removal, replacement and renaming mean. */
import { tellInYaml } from "../support/tell";
import assert from "node:assert/strict";
import { recorded } from "../support/state";
import type { Story } from "../support/story";

const urn = "urn:pulumi:dev::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::shop";
const adoption = (name: string): unknown[] => [
  ["GET", "/integrations/7"],
  ["PATCH", "/integrations/7", { shop_name: name }],
];
const restore = '{ integrationId: 7, shopName: "New", onDestroy: "restore" }';

const stories: Story[] = [
  {
    title: "onDestroy decides what destroy sends, once an up has stored it",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: '{ integrationId: 7, shopName: "New" }' },
        run: "up",
        asks: adoption("New"),
      },
      {
        when: "`onDestroy` alone is changed",
        then: "up stores the choice, and sends nothing",
        program: { shop: restore },
        run: "up",
        asks: [],
        verify: async ({ project }) =>
          assert.equal((await recorded({ project })).shop?.onDestroy, "restore"),
      },
      {
        when: '`pulumi destroy` under `onDestroy: "restore"`',
        then: "the managed settings return to what they were when they were adopted",
        run: "destroy",
        asks: adoption("Old"),
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Old"),
      },
      { does: "up adopts again", run: "up", asks: adoption("New") },
      {
        when: '`pulumi destroy --run-program` under `onDestroy: "restore"`',
        then: "the same",
        run: "destroy --run-program",
        asks: adoption("Old"),
      },
      { does: "up adopts once more", run: "up", asks: adoption("New") },
      {
        when: "the integration is gone when it is to be restored",
        then: "destroy succeeds",
        first: ({ emulator }) => emulator.remove(7),
        run: "destroy",
        asks: [["GET", "/integrations/7"]],
        verify: async ({ project }) => assert.deepEqual(await recorded({ project }), {}),
      },
    ],
  },
  {
    title: "a forced replacement inherits what the old resource remembers",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      { does: "up adopts", program: { shop: restore }, run: "up", asks: adoption("New") },
      {
        does: "nothing is restored or sent",
        run: `up --replace ${urn}`,
        asks: [["GET", "/integrations/7"]],
        prints: [
          /1 replaced/,
          /integration 7 \(shop\): not restored, since the program still declares it/,
        ],
      },
      {
        does: "destroy restores what was before the first adoption",
        run: "destroy",
        asks: adoption("Old"),
      },
    ],
  },
  {
    title: "another integrationId restores the first integration",
    seed: [
      { id: 7, shop_name: "Old" },
      { id: 8, shop_name: "Other" },
    ],
    steps: [
      { does: "up adopts", program: { shop: restore }, run: "up", asks: adoption("New") },
      {
        when: '`integrationId` is changed under `onDestroy: "restore"`',
        then: "the first integration is restored, and the second is adopted",
        program: { shop: restore.replace("7", "8") },
        run: "up",
        asks: [
          ...adoption("Old"),
          ["GET", "/integrations/8"],
          ["PATCH", "/integrations/8", { shop_name: "New" }],
        ],
      },
    ],
  },
];

tellInYaml("what destroy means, in YAML", stories);
