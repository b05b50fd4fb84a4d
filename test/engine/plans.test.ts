/** Adoptions that are shown before they happen, and update plans: what a preview saved, `pulumi up --plan` does, and nothing else. */
import { reaching } from "../../engine/project";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Step, Story } from "../support/story";
import { tell, tellInYaml } from "../support/tell";

/** A preview that saves its plan, and the up that keeps to it. */
const planned = (
  does: string,
  program: Record<string, string> | string,
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

const roses = '{ integrationId: 8, shopName: "Reds", onDestroy: "restore" }';
const shop = (shopName: string, more = ""): string =>
  `{ integrationId: 7, shopName: "${shopName}", ${more} onDestroy: "restore" }`;

const plans: Story = {
  title: "pulumi up --plan keeps to the plan of a preview",
  seed: [
    { id: 7, shop_name: "Old", feedback_type: "delayed" },
    { id: 8, shop_name: "Roses" },
  ],
  steps: [
    ...planned(
      "two shops are adopted",
      { shop: shop("New", 'feedbackType: "none",'), roses },
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
      { shop: shop("Newer", 'feedbackType: "none",'), roses },
      [patch(7, { shop_name: "Newer" })],
      /1 updated/,
    ),
    ...planned(
      "a setting is removed, and a resource: both are restored",
      { shop: shop("Newer") },
      [get(7), patch(7, { feedback_type: "delayed" }), get(8), patch(8, { shop_name: "Roses" })],
      /1 updated[^]*1 deleted/,
    ),
    {
      when: "`pulumi up --plan` runs a program that was edited since",
      then: "up fails before anything is sent, as Pulumi's plans want it",
      program: { shop: shop("Newest") },
      run: "up --plan plan.json",
      fails: true,
      asks: [],
    },
  ],
};

/** Two resources from adoption to destroy, under another way of working of the engine. */
const lives = (title: string, flags: string, environment: Record<string, string> = {}): Story => ({
  title,
  seed: plans.seed,
  environment: (emulator) => ({ ...reaching(emulator), ...environment }),
  steps: [
    {
      does: "up adopts",
      program: { shop: shop("New"), roses },
      run: `up${flags}`,
      asks: [get(7), patch(7, { shop_name: "New" }), get(8), patch(8, { shop_name: "Reds" })],
      anyOrder: true,
    },
    {
      does: "edits are sent, and a resource that left is restored",
      program: { shop: shop("Newer") },
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

/** Of three shops, with what is known late and what is secret. */
const adopting = (shopName: string, more: string): string => `${imports}
  const shop = new One("shop", { integrationId: 7, shopName: "${shopName}", servicePointEnabled: false, ${more}
    webhookUrl: "https://hooks.example/canary-new", feedbackType: pulumi.secret("delayed"), onDestroy: "restore" });
  new One("next", { integrationId: 8, shopName: shop.type });
  new One("hidden", { integrationId: 9, shopName: pulumi.secret("canary-secret") });`;
const carriers = 'servicePointCarriers: ["dhl"],';
const gets = [7, 8, 9].map(get);
const printsNot = [/canary/];

/** The environment without what turns previews of adoptions off for other stories. */
const byDefault: Story["environment"] = (emulator) => ({
  ...reaching(emulator),
  SENDCLOUD_PREVIEW_ADOPTION: "",
});

const adoption: Story = {
  title: "the preview of a first adoption shows what it would change, and its plan is kept",
  seed: [
    { id: 7, shop_name: "Old", webhook_url: "https://hooks.example/canary-live" },
    { id: 8, shop_name: "Eight" },
    { id: 9, shop_name: "canary-name" },
  ],
  environment: byDefault,
  steps: [
    {
      when: "no keys are there at preview",
      then: "it passes, reads nothing, and one line says what to set",
      first: ({ project }) => void delete project.environment.SENDCLOUD_SECRET_KEY,
      program: adopting("New", carriers),
      run: "preview",
      asks: [],
      prints: [
        /4 to create/,
        /\n {4}what adoptions change is not shown, as there are no keys: set /,
      ],
      printsNot: [/resource '/, /\n {4}what adoptions.*\n {4}what adoptions/],
    },
    {
      when: "a preview adopts an integration, and keys are there",
      then: "it reads the integration, and shows for each declared setting what the shop has and what it will get",
      first: ({ emulator, project }) =>
        void (project.environment.SENDCLOUD_SECRET_KEY = emulator.secretKey),
      run: "preview --save-plan plan.json",
      asks: gets,
      anyOrder: true,
      prints: [
        /resource 'shop' adopts integration 7:\n\s+shopName: "Old" → "New"\n\s+servicePointEnabled: false, unchanged\n\s+servicePointCarriers: nothing → dhl\n\s+webhookUrl: "https:\/\/hooks\.example\/…" → "https:\/\/hooks\.example\/…" \(another path, query or user\)\n\s+feedbackType: "delayed" → \[secret\], which may be the same/,
        /resource 'next' adopts integration 8:\n\s+shopName: "Eight" → not known yet/,
        /resource 'hidden' adopts integration 9:\n\s+shopName: \[secret\] → \[secret\], which may be the same/,
      ],
      printsNot,
    },
    {
      does: "the update keeps to the plan of such a preview",
      run: "up --plan plan.json",
      asks: [
        ...gets,
        patch(7, {
          shop_name: "New",
          service_point_carriers: ["dhl"],
          webhook_url: "https://hooks.example/canary-new",
        }),
        patch(8, { shop_name: "api" }),
        patch(9, { shop_name: "canary-secret" }),
      ],
      anyOrder: true,
      prints: [/4 created/],
      printsNot,
    },
    ...planned(
      "later previews read nothing; one setting is edited, and one is removed and restored",
      adopting("Newer", ""),
      [get(7), patch(7, { shop_name: "Newer", service_point_carriers: [] })],
      /1 updated/,
    ),
    {
      when: "the adoption cannot be shown, because Sendcloud does not answer",
      then: "the preview says so in one line, and passes",
      program: { other: '{ integrationId: 9, shopName: "New" }' },
      first: ({ emulator }) => emulator.rotate("another"),
      run: "preview",
      asks: [get(9)],
      prints: [
        /warning: resource 'other': what its adoption changes cannot be shown: Sendcloud refused with status 401/,
      ],
    },
    {
      does: "without keys, and with `sendcloud:previewAdoption` `false`, it says nothing of it",
      async first({ project }) {
        delete project.environment.SENDCLOUD_SECRET_KEY;
        await project.configure({ "sendcloud:previewAdoption": "false" });
      },
      run: "preview",
      asks: [],
      prints: [/1 to create/],
      printsNot: [/what adoptions change/],
    },
  ],
};

tell("adoptions in a preview", [adoption]);
tellInYaml("update plans, and one resource at a time, in YAML", [
  plans,
  lives("with --parallel 1 nothing is different", " --parallel 1"),
  lives("with PULUMI_PARALLEL_DIFF=true nothing is different", "", {
    PULUMI_PARALLEL_DIFF: "true",
  }),
]);
