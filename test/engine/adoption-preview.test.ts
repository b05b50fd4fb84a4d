/** Adoptions that are shown before they happen. */
import { tell } from "../support/tell";
import { reaching } from "../../engine/project";
import type { Story } from "../support/story";

const program = (text: string): string => `
const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");
${text}`;

const seed = [
  { id: 7, shop_name: "Old", webhook_url: "https://hooks.example/canary-live" },
  { id: 8, shop_name: "Eight" },
  { id: 9, shop_name: "canary-name" },
];

const adopting = program(`
  const shop = new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "New", servicePointEnabled: false,
    servicePointCarriers: ["dhl"], webhookUrl: "https://hooks.example/canary-new", feedbackType: pulumi.secret("delayed") });
  new SendcloudIntegrationSettings("next", { integrationId: 8, shopName: shop.type });
  new SendcloudIntegrationSettings("hidden", { integrationId: 9, shopName: pulumi.secret("canary-secret") });`);

const gets = [7, 8, 9].map((id) => ["GET", `/integrations/${id}`]);

/** The environment without what turns these previews off for other stories. */
const byDefault: Story["environment"] = (emulator) => ({
  ...reaching(emulator),
  SENDCLOUD_PREVIEW_ADOPTION: "",
});

const stories: Story[] = [
  {
    title: "the preview of a first adoption shows what it would change",
    only: "dynamic",
    seed,
    environment: byDefault,
    steps: [
      {
        when: "a preview adopts an integration, and keys are there",
        then: "it reads the integration, and shows for each declared setting what the shop has and what it will get",
        program: adopting,
        run: "preview --save-plan plan.json",
        asks: gets,
        anyOrder: true,
        prints: [
          /resource 'shop' adopts integration 7:\n\s+shopName: "Old" → "New"\n\s+servicePointEnabled: false, unchanged\n\s+servicePointCarriers: nothing → dhl\n\s+webhookUrl: "https:\/\/hooks\.example\/…" → "https:\/\/hooks\.example\/…" \(another path or query\)\n\s+feedbackType: "delayed" → \[secret\], which may be the same/,
          /resource 'next' adopts integration 8:\n\s+shopName: "Eight" → not known yet/,
          /resource 'hidden' adopts integration 9:\n\s+shopName: \[secret\] → \[secret\], which may be the same/,
        ],
        printsNot: [/canary/],
      },
      {
        does: "the update keeps to the plan of such a preview",
        run: "up --plan plan.json",
        asks: [
          ...gets,
          [
            "PATCH",
            "/integrations/7",
            {
              shop_name: "New",
              service_point_carriers: ["dhl"],
              webhook_url: "https://hooks.example/canary-new",
            },
          ],
          ["PATCH", "/integrations/8", { shop_name: "api" }],
          ["PATCH", "/integrations/9", { shop_name: "canary-secret" }],
        ],
        anyOrder: true,
        prints: [/4 created/],
        printsNot: [/canary/],
      },
      { does: "later previews read nothing", run: "preview", asks: [], prints: [/4 unchanged/] },
      {
        when: "the adoption cannot be shown, because Sendcloud does not answer",
        then: "the preview says so in one line, and passes",
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
      {
        when: "`sendcloud:previewAdoption` is `false`",
        then: "a preview reads nothing",
        first: ({ project }) => project.configure({ "sendcloud:previewAdoption": "false" }),
        run: "preview",
        asks: [],
        printsNot: [/resource 'other'/],
      },
    ],
  },
  {
    title: "a preview without keys shows no adoption",
    only: "dynamic",
    seed,
    environment: (emulator) => ({
      SENDCLOUD_BASE_URL: emulator.url,
      SENDCLOUD_PREVIEW_ADOPTION: "",
    }),
    steps: [
      {
        when: "no keys are there at preview",
        then: "it passes, reads nothing, and one line says what to set",
        program: adopting,
        run: "preview",
        asks: [],
        prints: [
          /4 to create/,
          /\n {4}what adoptions change is not shown, as there are no keys: set /,
        ],
        printsNot: [/resource '/, /\n {4}what adoptions.*\n {4}what adoptions/],
      },
      {
        does: "with `sendcloud:previewAdoption` `false` it says nothing of it",
        first: ({ project }) => project.configure({ "sendcloud:previewAdoption": "false" }),
        run: "preview",
        asks: [],
        prints: [/4 to create/],
        printsNot: [/what adoptions change/],
      },
    ],
  },
];

tell("previews of adoptions", stories);
