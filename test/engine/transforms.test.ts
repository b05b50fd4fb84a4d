/** What transforms make of a program: what is registered counts, not what the program wrote. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Story } from "../support/story";

/** A program whose transform changes the inputs and drops the options of each resource. */
const transformed = (
  change: string,
  resources: string,
): string => `const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings: S } = require("pulumi-sendcloud");
pulumi.runtime.registerResourceTransform(({ name, type, props }) => type.includes("sendcloud")
  ? { props: { ...props, ...(${change}) }, opts: {} } : undefined);
${resources}
`;
const two =
  'new S("one", { integrationId: 7, shopName: "One" }); new S("two", { integrationId: 7, shopName: "Two" });';

const ignoringByTransform = `${imports}
pulumi.runtime.registerResourceTransform(({ type, props, opts }) => type.includes("sendcloud")
  ? { props, opts: { ...opts, ignoreChanges: ["shopName", "webhookUrl"] } } : undefined);
new One("shop", { integrationId: 7, shopName: "Ours", webhookActive: true, webhookUrl: "https://hooks.example/7", onDestroy: "restore" });`;

const stories: Story[] = [
  {
    title: "what a transform makes of a program counts",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/canary" }, { id: 8 }],
    steps: [
      {
        when: "a transform makes two resources manage one integration",
        then: "preview fails, and names both resources",
        program: transformed("{ integrationId: 7 }", two.replace("7", "8")),
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /resource '(one|two)' has a problem: integration 7 is declared twice, by the resources '(one|two)' and '(one|two)'/,
        ],
        printsNot: [/\n\s+at /],
      },
      {
        does: "two that it tells apart are no problem",
        program: transformed('name === "two" ? { integrationId: 8 } : {}', two),
        run: "preview",
        asks: [],
        prints: [/3 to create/],
      },
      {
        does: "what the shop was stays a secret, though the transform drops the options",
        program: transformed(
          '{ feedbackType: "none" }',
          'new S("one", { integrationId: 7, webhookUrl: "" });',
        ),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { webhook_url: null, feedback_type: "none" }],
        ],
        verify: async ({ project }) => {
          const { stdout } = await project.pulumi(["stack", "export"]);
          assert.match(stdout, /"adoption": \{\s+"4dabf18193072939515e22adb298388d"/);
          assert.doesNotMatch(stdout, /canary/);
        },
      },
      { does: "nothing is edited: nothing is sent", run: "up", asks: [], prints: [/2 unchanged/] },
      {
        does: "a refresh keeps the secret",
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        verify: async ({ project }) =>
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/),
      },
      {
        does: "and so does an edit",
        program: transformed(
          '{ feedbackType: "eager" }',
          'new S("one", { integrationId: 7, webhookUrl: "" });',
        ),
        run: "up",
        asks: [["PATCH", "/integrations/7", { feedback_type: "eager" }]],
        verify: async ({ project }) =>
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/),
      },
    ],
  },
  {
    title: "ignoreChanges that a transform adds does no harm",
    seed: [
      { id: 7, shop_name: "Old", webhook_active: true, webhook_url: "https://hooks.example/7" },
    ],
    steps: [
      {
        does: "adopted",
        program: ignoringByTransform,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours" })],
      },
      {
        when: "a transform adds `ignoreChanges` (which a dynamic provider does not see), and somebody changes the setting",
        then: "`pulumi up --refresh` sends nothing and takes the new value as declared: write `ignoreChanges` among the resource's own options",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "up --refresh",
        asks: [get(7)],
      },
      {
        does: "what somebody broke fails",
        first: ({ emulator }) => emulator.edit(7, { webhook_url: "" }),
        run: "up --refresh",
        fails: true,
        asks: [get(7)],
        prints: [/webhookActive value \{true\} has a problem: is true, but webhookUrl is empty/],
      },
    ],
  },
];

tell("transforms", stories);
