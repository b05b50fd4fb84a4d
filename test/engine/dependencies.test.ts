/** Settings that depend on another resource, and resources that move to another integration. */
import { tellInYaml } from "../support/tell";
import assert from "node:assert/strict";
import type { Story } from "../support/story";

const stories: Story[] = [
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
        asks: [
          ["GET", "/integrations/1"],
          ["PATCH", "/integrations/1", { shop_name: "One" }],
        ],
        prints: [/resource 'two' has a problem: webhookUrl must be a complete http or https URL/],
      },
      {
        does: "up sends the value that became known",
        program: {
          one: '{ integrationId: 1, shopName: "One" }',
          two: "{ integrationId: 2, servicePointEnabled: true, servicePointCarriers: [one.type], webhookUrl: pulumi.interpolate`https://${one.type}.example` }",
        },
        run: "up",
        asks: [
          ["GET", "/integrations/2"],
          [
            "PATCH",
            "/integrations/2",
            {
              service_point_enabled: true,
              service_point_carriers: ["shopify"],
              webhook_url: "https://shopify.example",
            },
          ],
        ],
      },
    ],
  },
  {
    title: "another integrationId replaces the resource, and adopts the second integration",
    seed: [{ id: 1 }, { id: 2 }],
    steps: [
      {
        does: "up adopts the first",
        program: { shop: '{ integrationId: 1, shopName: "Mine" }' },
        run: "up",
        asks: [
          ["GET", "/integrations/1"],
          ["PATCH", "/integrations/1", { shop_name: "Mine" }],
        ],
      },
      {
        does: "preview says that it is replaced",
        program: { shop: '{ integrationId: 2, shopName: "Mine" }' },
        run: "preview --diff",
        asks: [],
        prints: [/integrationId\s*: 1 => 2/, /1 to replace/],
      },
      {
        when: "`integrationId` is changed",
        then: "the resource is replaced: the second integration is adopted, and the first is left as it is",
        run: "up",
        asks: [
          ["GET", "/integrations/2"],
          ["PATCH", "/integrations/2", { shop_name: "Mine" }],
        ],
        verify: ({ emulator }) => assert.equal(emulator.integration(1)?.shop_name, "Mine"),
      },
    ],
  },
];

tellInYaml("settings that depend on others, in YAML", stories);
