/** What transforms make of a program: what is registered counts, not what the program wrote. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { World } from "../support/story";

/** A program with a transform of each resource. */
const transformed = (made: string, resources: string): string => `${imports}
pulumi.runtime.registerResourceTransform(({ name, type, props, opts }) => type.includes("sendcloud") ? ${made} : undefined);
${resources}`;

/** The transform tells the first two apart and drops their options; the third ignores what is changed. */
const apart = (feedbackType: string): string =>
  transformed(
    `name === "three"
       ? { props, opts: { ...opts, ignoreChanges: ["shopName", "webhookUrl"] } }
       : { props: { ...props, integrationId: name === "two" ? 8 : 7, feedbackType: "${feedbackType}" }, opts: {} }`,
    `new One("one", { integrationId: 7, webhookUrl: "" }); new One("two", { integrationId: 7 });
     new One("three", { integrationId: 9, shopName: "Ours", webhookActive: true, webhookUrl: "https://hooks.example/9", onDestroy: "restore" });`,
  );

/** The shop's earlier webhook is a secret of the state. */
async function isHidden({ project }: World): Promise<void> {
  const { stdout } = await project.pulumi(["stack", "export"]);
  assert.match(stdout, /"adoption": \{\s+"4dabf18193072939515e22adb298388d"/);
  assert.doesNotMatch(stdout, /canary/);
}

tell("transforms", [
  {
    title: "what a transform makes of a program counts",
    seed: [
      { id: 7, shop_name: "Old", webhook_url: "https://hooks.example/canary" },
      { id: 8 },
      { id: 9, shop_name: "Old", webhook_active: true, webhook_url: "https://hooks.example/9" },
    ],
    steps: [
      {
        when: "a transform makes two resources manage one integration",
        then: "preview fails, and names both resources",
        program: transformed(
          "{ props: { ...props, integrationId: 7 }, opts: {} }",
          'new One("one", { integrationId: 8, shopName: "One" }); new One("two", { integrationId: 7, shopName: "Two" });',
        ),
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /resource '(one|two)' has a problem: integration 7 is declared twice, by the resources '(one|two)' and '(one|two)'/,
        ],
        printsNot: [/\n\s+at /],
      },
      {
        does: "two that it tells apart are no problem; what the shop was stays a secret, though the transform drops the options",
        program: apart("none"),
        run: "up",
        asks: [
          get(7),
          patch(7, { webhook_url: null, feedback_type: "none" }),
          get(8),
          patch(8, { feedback_type: "none" }),
          get(9),
          patch(9, { shop_name: "Ours" }),
        ],
        anyOrder: true,
        verify: isHidden,
      },
      {
        when: "a transform adds `ignoreChanges` (which a dynamic provider does not see), and somebody changes the setting",
        then: "`pulumi up --refresh` sends nothing and takes the new value as declared: write `ignoreChanges` among the resource's own options",
        first: ({ emulator }) => emulator.edit(9, { shop_name: "Panel" }),
        run: "up --refresh",
        asks: [get(7), get(8), get(9)],
        anyOrder: true,
        verify: isHidden,
      },
      {
        does: "an edit sends that alone, and keeps the secret",
        program: apart("eager"),
        run: "up",
        asks: [patch(7, { feedback_type: "eager" }), patch(8, { feedback_type: "eager" })],
        anyOrder: true,
        verify: isHidden,
      },
      {
        does: "what somebody broke fails",
        first: ({ emulator }) => emulator.edit(9, { webhook_url: "" }),
        run: "up --refresh",
        fails: true,
        asks: [get(7), get(8), get(9)],
        anyOrder: true,
        prints: [/webhookActive value \{true\} has a problem: is true, but webhookUrl is empty/],
      },
    ],
  },
]);
