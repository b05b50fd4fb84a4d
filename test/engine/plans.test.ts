/** Update plans: what a preview saved, `pulumi up --plan` does, and nothing else. The same with parallel diffs, and one resource at a time. */
import { reaching } from "../../engine/project";
import { get, patch } from "../support/requests";
import type { Step, Story } from "../support/story";
import { tell, tellInYaml } from "../support/tell";

const seed = [
  { id: 7, shop_name: "Old", feedback_type: "delayed" as const },
  { id: 8, shop_name: "Roses" },
];

/** A preview that saves its plan, and the up that keeps to it. */
const planned = (
  does: string,
  program: Record<string, string>,
  asks: unknown[],
  prints: RegExp,
): Step[] => [
  {
    does: `a plan: ${does}`,
    program,
    run: "preview --save-plan plan.json",
    asks: [],
  },
  { does, run: "up --plan plan.json", asks, anyOrder: true, prints: [prints] },
];

const roses = '{ integrationId: 8, shopName: "Reds" }';

const plans: Story = {
  title: "pulumi up --plan keeps to the plan of a preview",
  seed,
  steps: [
    ...planned(
      "two shops are adopted",
      {
        shop: '{ integrationId: 7, shopName: "New", feedbackType: "none", onDestroy: "restore" }',
        roses,
      },
      [
        get(7),
        patch(7, { shop_name: "New", feedback_type: "none" }),
        get(8),
        patch(8, { shop_name: "Reds" }),
      ],
      /3 created/,
    ),
    ...planned(
      "one is edited",
      {
        shop: '{ integrationId: 7, shopName: "Newer", feedbackType: "none", onDestroy: "restore" }',
        roses,
      },
      [patch(7, { shop_name: "Newer" })],
      /1 updated/,
    ),
    ...planned(
      "a setting is removed, and restored",
      { shop: '{ integrationId: 7, shopName: "Newer", onDestroy: "restore" }', roses },
      [get(7), patch(7, { feedback_type: "delayed" })],
      /1 updated/,
    ),
    ...planned(
      "a resource leaves the program, and its shop is restored",
      { roses },
      [get(7), patch(7, { shop_name: "Old" })],
      /1 deleted/,
    ),
    {
      when: "`pulumi up --plan` runs a program that was edited since",
      then: "up fails before anything is sent, as Pulumi's plans want it",
      program: { roses: roses.replace("Reds", "Blues") },
      run: "up --plan plan.json",
      fails: true,
      asks: [],
    },
  ],
};

/** Two resources from adoption to destroy, under another way of working of the engine. */
const lives = (title: string, flags: string, environment: Record<string, string> = {}): Story => ({
  title,
  seed,
  environment: (emulator) => ({ ...reaching(emulator), ...environment }),
  steps: [
    {
      does: "up adopts",
      program: {
        shop: '{ integrationId: 7, shopName: "New", onDestroy: "restore" }',
        roses: '{ integrationId: 8, shopName: "Reds", onDestroy: "restore" }',
      },
      run: `up${flags}`,
      asks: [get(7), patch(7, { shop_name: "New" }), get(8), patch(8, { shop_name: "Reds" })],
      anyOrder: true,
    },
    {
      does: "edits are sent, and a resource that left is restored",
      program: { shop: '{ integrationId: 7, shopName: "Newer", onDestroy: "restore" }' },
      run: `up${flags}`,
      asks: [patch(7, { shop_name: "Newer" }), get(8), patch(8, { shop_name: "Roses" })],
      anyOrder: true,
    },
    {
      does: "destroy restores",
      run: `destroy${flags}`,
      asks: [get(7), patch(7, { shop_name: "Old" })],
    },
  ],
});

tell("update plans, and diffs side by side", [
  plans,
  lives("with PULUMI_PARALLEL_DIFF=true nothing is different", "", {
    PULUMI_PARALLEL_DIFF: "true",
  }),
]);
tellInYaml("update plans, and one resource at a time, in YAML", [
  plans,
  lives("with --parallel 1 nothing is different", " --parallel 1"),
]);
