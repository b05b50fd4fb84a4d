/** The life of a shop's settings, from the first preview to destroy. */
import { tell, tellInYaml } from "../support/tell";
import { versions } from "../../engine/versions";
import assert from "node:assert/strict";
import { recorded } from "../support/state";
import type { Story } from "../support/story";

/** What YAML tells of its own, and the oldest engine need not: each command there takes three times as long. */
const inYamlAlone = new Set([
  "preview shows what is declared, without a request",
  "nothing is edited",
  "another order of carriers is no change",
  "a refresh without drift changes nothing",
]);

const story: Story = {
  title: "a shop's settings, from the first preview to destroy",
  seed: [{ id: 7, shop_name: "Old name", type: "shopify", service_point_carriers: ["dhl"] }],
  steps: [
    {
      when: "a rule is broken",
      then: "preview fails, names every rule that the resource breaks, and sends no request",
      program: {
        shop: '{ integrationId: 7, shopName: "", webhookActive: true, servicePointEnabled: true, feedbackType: "x", shopURL: "x" }',
      },
      run: "preview --diff",
      fails: true,
      asks: [],
      prints: [
        /resource 'shop': property shopName value \{\} has a problem: must not be empty/,
        /resource 'shop': property webhookActive value \{true\} has a problem: is true, but no webhookUrl is declared/,
        /resource 'shop': property servicePointEnabled value \{true\} has a problem: is true, but no servicePointCarriers is declared/,
        /resource 'shop': property feedbackType value \{x\} has a problem: must be one of "eager"/,
        /resource 'shop' has a problem: shopURL is not a property of this resource: did you mean shopUrl\?/,
      ],
      printsNot: [/\n\s+at /],
      only: "dynamic",
    },
    {
      does: "preview shows what is declared, without a request",
      program: {
        shop: '{ integrationId: 7, shopName: "Tulips", servicePointEnabled: true, servicePointCarriers: ["postnl", "dhl"], webhookUrl: "" }',
      },
      run: "preview --diff",
      asks: [],
      prints: [/shopName\s+: "Tulips"/, /\+ 2 to create/],
    },
    {
      when: "an integration is declared for the first time",
      then: "up reads it, and sends only what differs",
      program: {
        shop: '{ integrationId: 7, shopName: "Tulips", servicePointEnabled: true, servicePointCarriers: ["postnl", "dhl"], webhookUrl: "" }',
      },
      run: "up",
      asks: [
        ["GET", "/integrations/7"],
        [
          "PATCH",
          "/integrations/7",
          {
            shop_name: "Tulips",
            service_point_enabled: true,
            service_point_carriers: ["dhl", "postnl"],
          },
        ],
      ],
      verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Tulips"),
    },
    {
      does: "the state knows the line of the program that declares the shop, and nothing of what ran it",
      run: "stack export",
      asks: [],
      prints: [
        /"stackTrace": \[\s+\{\s+"sourcePosition": "project:\/\/\/index\.js#\d+,\d+"\s+\}\s+\]/,
      ],
      only: "dynamic",
    },
    {
      when: "nothing is edited",
      then: "up sends nothing",
      run: "up",
      asks: [],
      prints: [/2 unchanged/],
    },
    {
      does: "another order of carriers is no change",
      program: {
        shop: '{ integrationId: 7, shopName: "Tulips", servicePointEnabled: true, servicePointCarriers: ["dhl", "postnl", "dhl"], webhookUrl: "" }',
      },
      run: "up",
      asks: [],
      prints: [/2 unchanged/],
    },
    {
      when: "inputs are edited",
      then: "up sends one `PATCH` with those, plus what a flag needs when it is turned on",
      program: {
        shop: '{ integrationId: 7, shopName: "Roses", servicePointEnabled: true, servicePointCarriers: ["dhl"], webhookUrl: "" }',
      },
      run: "up",
      asks: [["PATCH", "/integrations/7", { shop_name: "Roses", service_point_carriers: ["dhl"] }]],
    },
    {
      when: "a setting is declared later",
      then: "up reads its old value, to remember it, and sends the new one",
      program: {
        shop: '{ integrationId: 7, shopName: "Roses", servicePointEnabled: true, servicePointCarriers: ["dhl"], webhookUrl: "", feedbackType: "none" }',
      },
      run: "up",
      asks: [
        ["GET", "/integrations/7"],
        ["PATCH", "/integrations/7", { feedback_type: "none" }],
      ],
    },
    {
      does: "refresh finds what changed behind Pulumi's back",
      first: ({ emulator }) =>
        emulator.edit(7, {
          shop_name: "Panel",
          shop_url: "https://unmanaged.example",
          updated_at: "2027-01-01T00:00:00Z",
        }),
      run: "refresh",
      asks: [["GET", "/integrations/7"]],
      prints: [/~ 1 updated/],
    },
    {
      when: "somebody changes a managed setting in the panel",
      then: "after a refresh the preview shows exactly that, and up puts it right",
      run: "preview --diff",
      asks: [],
      prints: [/~ shopName\s*: "Panel" => "Roses"/, /~ 1 to update/],
      printsNot: [/[~+-] (?!shopName|pulumi-nodejs|sendcloud:|1 to)\w+/],
    },
    {
      does: "and up puts it right",
      run: "up",
      asks: [["PATCH", "/integrations/7", { shop_name: "Roses" }]],
    },
    {
      does: "a refresh without drift changes nothing",
      run: "refresh",
      asks: [["GET", "/integrations/7"]],
      prints: [/2 unchanged/],
    },
    {
      when: "a setting is removed from the program",
      then: "preview and up say that it stays as it is, and nothing is sent",
      program: { shop: '{ integrationId: 7, shopName: "Roses" }' },
      run: "up",
      asks: [],
      prints: [
        /~ 1 updated/,
        /integration 7 \(shop\): no longer declared, stays as it is at Sendcloud: servicePointEnabled, servicePointCarriers, webhookUrl, feedbackType/,
      ],
      verify: async ({ emulator, project }) => {
        assert.deepEqual(emulator.integration(7)?.service_point_carriers, ["dhl"]);
        assert.deepEqual(Object.keys((await recorded({ project })).shop ?? {}).sort(), [
          "adoption",
          "createdAt",
          "integrationId",
          "shopName",
          "type",
        ]);
      },
    },
    {
      when: "`pulumi destroy`",
      then: "nothing is sent, and the shop stays as it is",
      run: "destroy",
      asks: [],
      verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Roses"),
    },
  ],
};

tellInYaml("a shop's settings, in YAML", [story]);
const steps = story.steps.filter(
  (step) => !inYamlAlone.has("does" in step ? step.does : step.when),
);
tell("a shop's settings, under the oldest supported engine", [{ ...story, steps }], versions.floor);
