/** Integrations that a program looks up, and adoptions that are shown before they happen, under the real engine. */
import assert from "node:assert/strict";
import { recorded, type Story, tell } from "../support/stories";

const program = (text: string): string => `
const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings, getIntegration, getIntegrationOutput, listIntegrations, listIntegrationsOutput } = require("pulumi-sendcloud");
${text}`;

const seed = [
  { id: 9, shop_name: "Nine", shop_url: "https://twin.example", type: "shopify", updated_at: "2026-03-03T00:00:00Z" },
  { id: 7, shop_name: "Old", shop_url: "https://Seven.example/", type: "shopify", webhook_url: "https://hooks.example/canary-live" },
  { id: 8, shop_name: "Eight", shop_url: "https://twin.example/", type: "api" },
];

const stories: Story[] = [
  {
    title: "look-ups",
    seed,
    emulator: { pageSize: 2 },
    steps: [
      {
        does: "a program looks an integration up by the URL of its shop: `integrationId` need not be copied from the panel",
        program: program(`
          const found = getIntegration({ shopUrl: "https://seven.example" });
          new SendcloudIntegrationSettings("shop", { integrationId: found.then(({ id }) => id), shopName: "New" });`),
        run: "up",
        asks: [
          ["GET", "/integrations"],
          ["GET", "/integrations"],
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
      },
      {
        does: "a program lists integrations: all pages are read once, sorted by number, filtered by type or shop URL",
        program: program(`
          const ids = (found) => found.map(({ id }) => id);
          exports.all = listIntegrations().then(ids);
          exports.shopify = listIntegrationsOutput({ type: pulumi.output("shopify") }).apply(ids);
          exports.twins = listIntegrations({ shopUrl: "https://TWIN.example" }).then(ids);
          exports.nine = getIntegrationOutput({ id: 9 }).updatedAt;
          exports.seven = getIntegration({ id: 7 });`),
        run: "preview",
        asks: [
          ["GET", "/integrations"],
          ["GET", "/integrations"],
          ["GET", "/integrations/9"],
          ["GET", "/integrations/7"],
        ],
        anyOrder: true,
        prints: [
          /all\s*: \[[\s+]*\[0\]: 7[\s+]*\[1\]: 8[\s+]*\[2\]: 9/,
          /shopify\s*: \[[\s+]*\[0\]: 7[\s+]*\[1\]: 9\s*\]/,
          /twins\s*: \[[\s+]*\[0\]: 8[\s+]*\[1\]: 9\s*\]/,
          /nine\s*: "2026-03-03T00:00:00Z"/,
          /webhookUrl\s*: \[secret\]/,
        ],
        printsNot: [/canary-live/],
      },
      {
        does: "a look-up by shop URL finds two shops: the program fails, names both, and prints no stack trace",
        program: program('getIntegration({ shopUrl: "https://twin.example" }).then(({ id }) => id);'),
        run: "preview",
        status: 255,
        asks: [
          ["GET", "/integrations"],
          ["GET", "/integrations"],
        ],
        prints: [/2 integrations in this Sendcloud account have this shopUrl: 8, 9/],
        printsNot: [/\n\s+at /],
      },
      {
        does: "a look-up finds no integration: the program fails and says what to check",
        program: program("exports.x = getIntegration({ id: 77 });"),
        run: "preview",
        status: 255,
        asks: [["GET", "/integrations/77"]],
        prints: [/there is no integration 77 in this Sendcloud account \(GET http.*\/integrations\/77\)/],
        printsNot: [/\n\s+at /],
      },
    ],
  },
  {
    title: "a resource that is only looked up",
    seed,
    steps: [
      {
        does: "`SendcloudIntegrationSettings.get` is called: every setting is an output, nothing is adopted or sent, URLs are secret",
        program: program(
          'const seen = SendcloudIntegrationSettings.get("seen", 7); exports.name = seen.shopName; exports.type = seen.type;',
        ),
        run: "up",
        asks: [["GET", "/integrations/7"]],
        prints: [/name\s*: "Old"/, /type\s*: "shopify"/],
        then: async ({ project }) => {
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary-live/);
          assert.equal((await recorded({ project })).seen?.feedbackType, "delayed");
        },
      },
      { does: "a refresh finds no change in it", run: "refresh", asks: [["GET", "/integrations/7"]], prints: [/2 unchanged/] },
      { does: "destroy forgets it", run: "destroy", asks: [] },
      {
        does: "`get` is called with a number that is not there: the program fails and says what to check",
        program: program('SendcloudIntegrationSettings.get("seen", "77");'),
        run: "preview",
        status: 255,
        asks: [["GET", "/integrations/77"]],
        prints: [/there is no integration 77 in this Sendcloud account/],
        printsNot: [/\n\s+at /],
      },
    ],
  },
  {
    title: "an adoption in the open",
    seed,
    steps: [
      {
        does: "`sendcloud:previewAdoption` is on: the preview of a first adoption shows live → wanted for each declared setting",
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
        does: "an integration is adopted: up says in one line what that changed, and what it was before",
        program: program(
          'new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "New", webhookUrl: null, feedbackType: "delayed" });',
        ),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New", webhook_url: null }],
        ],
        prints: [/integration 7: adopted, changing shopName \(was "Old"\), webhookUrl \(was "https:\/\/hooks\.example\/…"\)\n/],
        printsNot: [/canary-live/],
      },
      { does: "later previews read nothing", run: "preview", asks: [], prints: [/2 unchanged/] },
      {
        does: "the adoption cannot be shown, since nothing answers: the preview says so, and passes",
        program: program('new SendcloudIntegrationSettings("other", { integrationId: 9, shopName: "New" });'),
        first: ({ emulator }) => emulator.rotate("another"),
        run: "preview",
        asks: [["GET", "/integrations/9"]],
        prints: [/warning: resource 'other': what its adoption changes cannot be shown: Sendcloud refused with status 401/],
      },
    ],
  },
];

tell("looking up and adopting", stories);
