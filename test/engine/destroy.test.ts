/** What destroy and replacement mean, and settings that depend on another resource. */
import { tellInYaml } from "../support/tell";
import assert from "node:assert/strict";
import { get, patch } from "../support/requests";
import { recorded } from "../support/state";
import type { Story } from "../support/story";

const adoption = (name: string): unknown[] => [get(7), patch(7, { shop_name: name })];
const restore = '{ integrationId: 7, shopName: "New", onDestroy: "restore" }';
const passedOn = {
  service_point_enabled: true,
  service_point_carriers: ["shopify"],
  feedback_type: "none",
};

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
    ],
  },
  {
    title: "another integrationId replaces the resource, and adopts the second integration",
    seed: [{ id: 1 }, { id: 2 }, { id: 7, shop_name: "Old" }, { id: 8 }],
    steps: [
      {
        does: "up adopts the first",
        program: { shop: '{ integrationId: 1, shopName: "Mine" }', restored: restore },
        run: "up",
        asks: [get(1), patch(1, { shop_name: "Mine" }), ...adoption("New")],
        anyOrder: true,
      },
      {
        does: "preview says that it is replaced",
        program: {
          shop: '{ integrationId: 2, shopName: "Mine" }',
          restored: restore.replace("7", "8"),
        },
        run: "preview --diff",
        asks: [],
        prints: [/integrationId\s*: 1 => 2/, /2 to replace/],
      },
      {
        when: "`integrationId` is changed",
        then: "the resource is replaced: the second integration is adopted, and the first is left as it is",
        run: "up --target **::shop",
        asks: [get(2), patch(2, { shop_name: "Mine" })],
        verify: ({ emulator }) => assert.equal(emulator.integration(1)?.shop_name, "Mine"),
      },
      {
        when: '`integrationId` is changed under `onDestroy: "restore"`',
        then: "the first integration is restored, and the second is adopted",
        run: "up",
        asks: [...adoption("Old"), get(8), patch(8, { shop_name: "New" })],
      },
    ],
  },
  {
    title: "inputs from another resource are checked once they are known",
    seed: [{ id: 1, type: "shopify" }, { id: 2 }],
    steps: [
      {
        when: "a value is not known at preview",
        then: "its rules are checked during up, once it is known",
        program: {
          one: '{ integrationId: 1, shopName: "One" }',
          two: "{ integrationId: 2, servicePointEnabled: true, servicePointCarriers: [one.type], webhookActive: true, webhookUrl: one.type }",
        },
        run: "preview --diff",
        asks: [],
        prints: [/3 to create/],
      },
      {
        does: "up enforces the rule once the value is known, and sends nothing for that resource",
        run: "up",
        fails: true,
        asks: [get(1), patch(1, { shop_name: "One" })],
        prints: [/resource 'two' has a problem: webhookUrl must be a complete http or https URL/],
      },
      {
        does: "up sends the values that became known: every setting of one resource can be an input of another",
        program: {
          one: '{ integrationId: 1, shopName: "One", feedbackType: "none", servicePointEnabled: true, servicePointCarriers: ["shopify"] }',
          two: "{ integrationId: 2, feedbackType: one.feedbackType, servicePointEnabled: one.servicePointEnabled, servicePointCarriers: one.servicePointCarriers, webhookUrl: pulumi.interpolate`https://${one.type}.example` }",
        },
        run: "up",
        asks: [
          get(1),
          patch(1, passedOn),
          get(2),
          patch(2, { ...passedOn, webhook_url: "https://shopify.example" }),
        ],
      },
    ],
  },
];

tellInYaml("what destroy and replacement mean, in YAML", stories);
