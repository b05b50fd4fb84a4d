/** The option `ignoreChanges`: what it names belongs to whoever changes it in the panel. */
import assert from "node:assert/strict";
import { get, imports, patch } from "../../support/sets";
import { recorded } from "../../support/state";
import type { Story } from "../../support/story";

/** Programs, written as JavaScript writes values: one with one resource, one with a set, and what each ignores. */
export interface Ignoring {
  one: (args: string, ignoreChanges: string) => string;
  set: (members: string, ignoreChanges: string, rest?: string) => string;
}

const inJavaScript: Ignoring = {
  one: (args, ignoreChanges) =>
    `${imports}new One("shop", ${args}, { ignoreChanges: ${ignoreChanges} });`,
  set: (members, ignoreChanges, rest = "") =>
    `${imports}new Set("shops", { integrations: ${members}, ${rest} }, { ignoreChanges: ${ignoreChanges} });`,
};

const restoring =
  '{ integrationId: 7, shopName: "Ours", feedbackType: "eager", onDestroy: "restore" }';
const webhook =
  '{ integrationId: 7, shopName: "Ours", webhookActive: true, webhookUrl: "https://hooks.example/7" }';
const inactive = webhook.replace("webhookActive: true", "webhookActive: false");

export const ignoringStories = ({ one, set }: Ignoring): Story[] => [
  {
    title: "what somebody made of an ignored setting is never ours",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        when: "`ignoreChanges` names a setting of an integration that is declared for the first time",
        then: "up sends it all the same: Pulumi ignores changes only to what is in the state already",
        program: one(restoring, '["shopName"]'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours", feedback_type: "eager" })],
      },
      {
        when: "somebody changes a setting that `ignoreChanges` names",
        then: "`pulumi up --refresh` sends nothing, and the new value is not treated as declared",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "up --refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
        printsNot: [/__/],
        verify: async (world) => {
          const { shop } = await recorded(world);
          assert.equal(shop?.shopName, "Panel");
          assert.deepEqual(shop.adoption, {
            format: 2,
            before: { shopName: "Old", feedbackType: "delayed" },
            applied: { shopName: "Ours" },
            owner: "1",
          });
        },
      },
      {
        does: "an edit of another setting sends that alone",
        program: one(restoring.replace("eager", "none").replace("Ours", "Newer"), '["shopName"]'),
        run: "up",
        asks: [patch(7, { feedback_type: "none" })],
        verify: async (world) => assert.deepEqual((await recorded(world)).shop?.shopName, "Panel"),
      },
      {
        does: "a preview has nothing to do",
        run: "preview --diff",
        asks: [],
        prints: [/2 unchanged/],
        printsNot: [/__|Newer/],
      },
      {
        does: "the drift is none of the command's either",
        run: "up --refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
      },
      {
        when: "a setting that `ignoreChanges` named is to be restored, and somebody else changed it",
        then: "it is left, and a line names it",
        run: "destroy",
        asks: [get(7), patch(7, { feedback_type: "delayed" })],
        prints: [/integration 7: left as it is: shopName \(somebody else changed it\)/],
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Panel"),
      },
    ],
  },
  {
    title: "a setting that is no longer ignored is compared again",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "adopted",
        program: one(restoring, '["shopName"]'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours", feedback_type: "eager" })],
      },
      {
        does: "changed",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "up --refresh",
        asks: [get(7)],
      },
      {
        does: "the option goes: what is declared is sent",
        program: one(restoring, "[]"),
        run: "up",
        asks: [patch(7, { shop_name: "Ours" }), get(7)],
      },
      {
        does: "and what the shop was is still known",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old", feedback_type: "delayed" })],
      },
    ],
  },
  {
    title:
      "a setting that is ignored does not travel with the flag that needs it, nor break its rule",
    seed: [
      { id: 7, shop_name: "Ours", webhook_active: false, webhook_url: "https://hooks.example/7" },
    ],
    steps: [
      {
        does: "adopted as it is",
        program: one(inactive, '["webhookUrl"]'),
        run: "up",
        asks: [get(7)],
      },
      {
        when: "`webhookActive` is turned on while `ignoreChanges` names `webhookUrl`",
        then: "up sends the flag alone",
        program: one(webhook, '["webhookUrl"]'),
        run: "up",
        asks: [patch(7, { webhook_active: true })],
      },
      {
        when: "somebody breaks a setting that `ignoreChanges` names",
        then: "previews pass, and nothing is sent",
        first: ({ emulator }) => emulator.edit(7, { webhook_url: "" }),
        run: "up --refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
      },
      { does: "a preview after that passes", run: "preview", asks: [], prints: [/2 unchanged/] },
      {
        does: "a value that no rule allows passes too",
        first: ({ emulator }) => emulator.edit(7, { webhook_url: "ftp://hooks.example" }),
        run: "up --refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
      },
      {
        does: "and an edit of something else does",
        program: one(webhook.replace("Ours", "Newer"), '["webhookUrl"]'),
        run: "up",
        asks: [patch(7, { shop_name: "Newer" })],
      },
    ],
  },
  {
    title: "every setting can be ignored",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "adopted",
        program: one(restoring, '["*"]'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours", feedback_type: "eager" })],
      },
      {
        does: "what somebody changed, and what the program edits, is left",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        program: one(restoring.replace("eager", "none"), '["*"]'),
        run: "up --refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
      },
      { does: "a preview has nothing to do", run: "preview", asks: [], prints: [/2 unchanged/] },
      {
        does: "destroy restores what is ours alone",
        run: "destroy",
        asks: [get(7), patch(7, { feedback_type: "delayed" })],
        prints: [/left as it is: shopName/],
      },
    ],
  },
  {
    title: "members of a set are ignored one by one, by setting, or all together",
    seed: [
      { id: 7, shop_name: "Old" },
      { id: 8, shop_name: "Roses", webhook_url: "https://hooks.example/8", webhook_active: true },
      { id: 9, shop_name: "Herbs" },
    ],
    steps: [
      {
        does: "adopted",
        program: set(
          `{ "a.b": ${webhook.replace("7", "8").replace("Ours", "Roses").replace("hooks.example/7", "hooks.example/8")}, tulips: { integrationId: 7, shopName: "Ours" } }`,
          `['integrations["a.b"].webhookUrl', "integrations.tulips.shopName"]`,
          'onDestroy: "restore"',
        ),
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Ours" })],
        anyOrder: true,
      },
      {
        does: "what somebody changed and broke is left, and previews pass",
        first: ({ emulator }) => {
          emulator.edit(7, { shop_name: "Panel" });
          emulator.edit(8, { webhook_url: "ftp://hooks.example" });
        },
        run: "up --refresh",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [/2 unchanged/],
      },
      {
        does: "a preview after that has nothing to do",
        run: "preview --diff",
        asks: [],
        prints: [/2 unchanged/],
        printsNot: [/__/],
      },
      {
        when: "a member joins a set whose `ignoreChanges` names a setting of it",
        then: "that setting is not managed, because Pulumi removes it from the inputs; the others are adopted",
        program: set(
          `{ "a.b": ${webhook.replace("7", "8").replace("Ours", "Reds")}, tulips: { integrationId: 7, shopName: "Newer" }, herbs: { integrationId: 9, shopName: "Mint", feedbackType: "none" } }`,
          '["integrations.*.webhookUrl", "integrations.tulips.shopName", "integrations.herbs.shopName"]',
          'onDestroy: "restore"',
        ),
        run: "up",
        asks: [patch(8, { shop_name: "Reds" }), get(9), patch(9, { feedback_type: "none" })],
        anyOrder: true,
      },
      {
        does: "a whole member can be ignored, and all of them",
        program: set(
          '{ "a.b": { integrationId: 8, shopName: "Blues" }, tulips: { integrationId: 7, feedbackType: "none" }, herbs: { integrationId: 9, shopName: "Sage" } }',
          '[\'integrations["a.b"]\', "integrations.tulips", "integrations.herbs"]',
          'onDestroy: "restore"',
        ),
        run: "up",
        asks: [],
        prints: [/2 unchanged/],
      },
      {
        does: "all of them together",
        program: set(
          '{ other: { integrationId: 9, shopName: "Sage" } }',
          '["integrations"]',
          'onDestroy: "restore"',
        ),
        run: "up --refresh",
        asks: [get(7), get(8), get(9)],
        anyOrder: true,
        prints: [/2 unchanged/],
      },
      {
        does: "destroy restores what is ours alone",
        run: "destroy",
        // What is not as it was applied is read again: the read may be behind.
        asks: [
          ...[7, 7, 7, 7, 8, 8, 8, 8, 9].map(get),
          patch(8, { shop_name: "Roses" }),
          patch(9, { feedback_type: "delayed" }),
        ],
        anyOrder: true,
        prints: [/integration 7 \(tulips\): left as it is: shopName \(somebody else changed it\)/],
      },
    ],
  },
];

const warned: Story = {
  title: "a path that names nothing is warned of",
  seed: [{ id: 7 }, { id: 8 }],
  steps: [
    {
      when: "a path of `ignoreChanges` names no input, member or setting",
      then: "preview passes, with one line of warning",
      program: `${inJavaScript.one('{ integrationId: 7, servicePointCarriers: ["dhl"] }', '["shopname", "shopName", "type", "servicePointCarriers[0]", "onDestroy", "shopName["]')}
          new Set("shops", { integrations: { "a.b": { integrationId: 8, shopName: "X" } } },
            { ignoreChanges: ["integrations.a.b.shopName", 'integrations["a.b"].shopName', "integrations.c", "integrations.*.webhookUrl", "account"] });`,
      run: "preview",
      asks: [],
      prints: [
        /warning: resource 'shop': ignoreChanges: "shopname" names no input, and has no effect: .* \(sendcloud:silence ignoreChanges\)/,
        /'shop': ignoreChanges: "type" names no input/,
        /'shop': ignoreChanges: "shopName\[" names no input/,
        /'shop': ignoreChanges: "servicePointCarriers\[0\]" names a position/,
        /'shops': ignoreChanges: "integrations\.a\.b\.shopName" names no member or setting, .* integrations\["flowers\.nl"\]/,
        /'shops': ignoreChanges: "integrations\.c" names no member/,
      ],
      printsNot: [/"shopName" names|"onDestroy"|"account"|\["a\.b"\]|webhookUrl/],
    },
  ],
};

export const stories: Story[] = [...ignoringStories(inJavaScript), warned];
