/** Adoptions that are shown before they happen. */
import type { Story } from "../../support/story";

const program = (text: string): string => `
const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");
${text}`;

const seed = [
  { id: 7, shop_name: "Old", webhook_url: "https://hooks.example/canary-live" },
  { id: 8, shop_name: "Eight" },
  { id: 9 },
];

export const stories: Story[] = [
  {
    title: "previewAdoption shows what an adoption would change",
    only: "dynamic",
    seed,
    steps: [
      {
        when: "`sendcloud:previewAdoption` is on",
        then: "the preview of a first adoption shows, for each declared setting, what the shop has and what it will get",
        first: ({ project }) => project.configure({ "sendcloud:previewAdoption": "true" }),
        program: program(`
          const shop = new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "New", servicePointEnabled: false,
            servicePointCarriers: ["dhl"], webhookUrl: "https://hooks.example/canary-new", feedbackType: pulumi.secret("none") });
          new SendcloudIntegrationSettings("next", { integrationId: 8, shopName: shop.type });`),
        run: "preview",
        asks: [
          ["GET", "/integrations/7"],
          ["GET", "/integrations/8"],
        ],
        prints: [
          /resource 'shop' adopts integration 7:\n\s+shopName: "Old" → "New"\n\s+servicePointEnabled: false, unchanged\n\s+servicePointCarriers: nothing → dhl\n\s+webhookUrl: "https:\/\/hooks\.example\/…" → "https:\/\/hooks\.example\/…" \(another path or query\)\n\s+feedbackType: "delayed" → \[secret\]/,
          /resource 'next' adopts integration 8:\n\s+shopName: "Eight" → not known yet/,
        ],
        printsNot: [/canary-live/],
      },
      {
        when: "an integration is adopted",
        then: "up says in one line what that changed, with the values from before",
        program: program(
          'new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "New", webhookUrl: null, feedbackType: "delayed" });',
        ),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New", webhook_url: null }],
        ],
        prints: [
          /integration 7: adopted, changing shopName \(was "Old"\), webhookUrl \(was "https:\/\/hooks\.example\/…"\)\n/,
        ],
        printsNot: [/canary-live/],
      },
      { does: "later previews read nothing", run: "preview", asks: [], prints: [/2 unchanged/] },
      {
        when: "the adoption cannot be shown, because Sendcloud does not answer",
        then: "the preview says so, and passes",
        program: program(
          'new SendcloudIntegrationSettings("other", { integrationId: 9, shopName: "New" });',
        ),
        first: ({ emulator }) => emulator.rotate("another"),
        run: "preview",
        asks: [["GET", "/integrations/9"]],
        prints: [
          /warning: resource 'other': what its adoption changes cannot be shown: Sendcloud refused with status 401/,
        ],
      },
    ],
  },
];
