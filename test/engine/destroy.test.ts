/** What destroy, removal, replacement and renaming mean, under the real engine. */
import assert from "node:assert/strict";
import { failing, recorded, type Story, tell } from "../support/stories";

const urn = "urn:pulumi:dev::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::shop";
const adoption = (name: string): unknown[] => [
  ["GET", "/integrations/7"],
  ["PATCH", "/integrations/7", { shop_name: name }],
];
const restore = '{ integrationId: 7, shopName: "New", onDestroy: "restore" }';

const stories: Story[] = [
  {
    title: "a choice that is changed",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      { does: "up adopts", program: { shop: '{ integrationId: 7, shopName: "New" }' }, run: "up", asks: adoption("New") },
      {
        does: "`onDestroy` alone is changed: up stores the choice, and sends nothing",
        program: { shop: restore },
        run: "up",
        asks: [],
        then: async ({ project }) => assert.equal((await recorded({ project })).shop?.onDestroy, "restore"),
      },
      {
        does: '`pulumi destroy` under `onDestroy: "restore"`: the managed settings return to what they were when they were adopted',
        run: "destroy",
        asks: adoption("Old"),
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Old"),
      },
      { does: "up adopts again", run: "up", asks: adoption("New") },
      {
        does: '`pulumi destroy --run-program` under `onDestroy: "restore"`: the same',
        run: "destroy --run-program",
        asks: adoption("Old"),
      },
      { does: "up adopts once more", run: "up", asks: adoption("New") },
      {
        does: "the integration is gone when it is to be restored: destroy is done",
        first: ({ emulator }) => emulator.remove(7),
        run: "destroy",
        asks: [["GET", "/integrations/7"]],
        then: async ({ project }) => assert.deepEqual(await recorded({ project }), {}),
      },
    ],
  },
  {
    title: "a replacement",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      { does: "up adopts", program: { shop: '{ integrationId: 7, shopName: "New" }' }, run: "up", asks: adoption("New") },
      {
        does: "a replacement is forced: the new resource takes over what the old one remembers, and nothing is sent",
        run: `up --replace ${urn}`,
        asks: [["GET", "/integrations/7"]],
        prints: [/1 replaced/],
        then: async ({ project }) =>
          assert.deepEqual((await recorded({ project })).shop?.adoption, { format: 2, before: { shopName: "Old" } }),
      },
      { does: "up stores another choice", program: { shop: restore }, run: "up", asks: [] },
      {
        does: 'a replacement is forced under `onDestroy: "restore"`: nothing is restored, since the program still declares it',
        run: `up --replace ${urn}`,
        asks: [["GET", "/integrations/7"]],
        prints: [/integration 7: not restored, since the program still declares it/],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "New"),
      },
      {
        does: "a replacement is forced, and fails: the resource stays what it was, and the next up goes on",
        first: (world) => failing(world, "GET", 403),
        run: `up --replace ${urn}`,
        status: 255,
        asks: [["GET", "/integrations/7"]],
        then: async ({ project }) => {
          const { shop } = await recorded({ project });
          assert.deepEqual([shop?.shopName, shop?.type, shop?.adoption], ["New", "api", { format: 2, before: { shopName: "Old" } }]);
        },
      },
      { does: "up goes on", first: ({ emulator }) => emulator.intercept(), run: "up", asks: [] },
      { does: "destroy restores what was before the first adoption", run: "destroy", asks: adoption("Old") },
    ],
  },
  {
    title: "a resource that is renamed",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      { does: "up adopts", program: { shop: restore }, run: "up", asks: adoption("New") },
      {
        does: "a resource is renamed without an alias: the settings stay, but what the shop was before is forgotten",
        program: { renamed: restore },
        run: "up",
        asks: [["GET", "/integrations/7"]],
        prints: [/not restored, since the program still declares it/],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "New"),
      },
      {
        does: "a resource is renamed with an alias: everything is remembered, and nothing is sent",
        program: `const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");
          new SendcloudIntegrationSettings("again", ${restore}, { aliases: [{ name: "renamed" }] });`,
        run: "up",
        asks: [],
      },
    ],
  },
  {
    title: "a shop that is moved away from",
    seed: [
      { id: 7, shop_name: "Old" },
      { id: 8, shop_name: "Other" },
    ],
    steps: [
      { does: "up adopts", program: { shop: restore }, run: "up", asks: adoption("New") },
      {
        does: '`integrationId` is changed under `onDestroy: "restore"`: the first integration is restored, the second adopted',
        program: { shop: restore.replace("7", "8") },
        run: "up",
        asks: [...adoption("Old"), ["GET", "/integrations/8"], ["PATCH", "/integrations/8", { shop_name: "New" }]],
      },
    ],
  },
];

tell("destroying and replacing", stories);
