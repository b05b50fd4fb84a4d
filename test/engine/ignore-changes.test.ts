/** The option `ignoreChanges`: what it names belongs to whoever changes it in the panel. */
import { tell, tellInYaml } from "../support/tell";
import assert from "node:assert/strict";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import { recorded } from "../support/state";
import type { Story } from "../support/story";

/** A program with one resource, and what it ignores. */
const one = (args: string, ignoreChanges: string): string =>
  `${imports}new One("shop", ${args}, { ignoreChanges: ${ignoreChanges} });`;

const restoring =
  '{ integrationId: 7, shopName: "Ours", feedbackType: "eager", onDestroy: "restore" }';
const webhook =
  '{ integrationId: 7, shopName: "Ours", webhookActive: true, webhookUrl: "https://hooks.example/7" }';
const inactive = webhook.replace("webhookActive: true", "webhookActive: false");

const ignoringStories: Story[] = [
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
          // The engine tells the plugin the resource's name, and the dynamic edge records it.
          assert.deepEqual(
            JSON.parse(JSON.stringify(shop.adoption).replace(',"resource":"shop"', "")),
            {
              format: 1,
              before: { shopName: "Old", feedbackType: "delayed" },
              applied: { shopName: "Ours" },
              owner: "1",
            },
          );
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
        does: "the option goes: what is declared is sent, and what the shop was is still known",
        program: one(restoring.replace("eager", "none"), "[]"),
        run: "up",
        asks: [patch(7, { shop_name: "Ours" })],
        verify: async (world) =>
          assert.match(
            JSON.stringify((await recorded(world)).shop?.adoption),
            /"before":\{"feedbackType":"delayed","shopName":"Old"\}/,
          ),
      },
      {
        does: "it comes back, and the drift is none of the command's either",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        program: one(restoring.replace("eager", "none"), '["shopName"]'),
        run: "up --refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
      },
      {
        when: "a setting that `ignoreChanges` named is to be restored, and somebody else changed it",
        then: "it is left, and a line names it",
        run: "destroy",
        asks: [get(7), patch(7, { feedback_type: "delayed" })],
        prints: [/integration 7 \(shop\): left as it is: shopName \(somebody else changed it\)/],
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Panel"),
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
];

const warned: Story = {
  title: "a path that names nothing is warned of",
  only: "dynamic",
  seed: [{ id: 7 }],
  steps: [
    {
      when: "a path of `ignoreChanges` names no input or setting",
      then: "preview passes, with one line of warning",
      program: one(
        '{ integrationId: 7, servicePointCarriers: ["dhl"] }',
        '["shopname", "shopName", "type", "servicePointCarriers[0]", "onDestroy", "shopName["]',
      ),
      run: "preview",
      asks: [],
      prints: [
        /warning: resource 'shop': ignoreChanges: "shopname" names no input, and has no effect: .* \(sendcloud:silence ignoreChanges\)/,
        /'shop': ignoreChanges: "type" names no input/,
        /'shop': ignoreChanges: "shopName\[" names no input/,
        /'shop': ignoreChanges: "servicePointCarriers\[0\]" names a position/,
      ],
      printsNot: [/"shopName" names|"onDestroy"/],
    },
  ],
};

tellInYaml("the option ignoreChanges, in YAML", ignoringStories);

/** A dynamic provider sees the option as a hidden input: what differs of it. */
const told = ignoringStories.slice(0, 1).map((story) => ({
  ...story,
  steps: story.steps.filter((step) => !("does" in step) || step.does.startsWith("an edit")),
}));
tell("the option ignoreChanges", [...told, warned]);
