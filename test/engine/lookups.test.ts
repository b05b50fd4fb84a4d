/** Integrations that a program looks up. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import { recorded } from "../support/state";
import type { Story } from "../support/story";

const program = (text: string): string => `
const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings, getIntegration, getIntegrationOutput, listIntegrations, listIntegrationsOutput } = require("pulumi-sendcloud");
${text}`;

const declaredAsFound = program(`
  module.exports = async () => {
    const seven = await getIntegration({ id: 7 });
    const ten = await getIntegration({ id: 10 });
    new SendcloudIntegrationSettings("seven", { ...seven, integrationId: seven.id });
    new SendcloudIntegrationSettings("ten", { ...ten, integrationId: ten.id });
  };`);

const seed = [
  {
    id: 9,
    shop_name: "Nine",
    shop_url: "https://twin.example",
    type: "shopify",
    updated_at: "2026-03-03T00:00:00Z",
  },
  {
    id: 7,
    shop_name: "Old",
    shop_url: "https://Seven.example/",
    type: "shopify",
    webhook_url: "https://hooks.example/canary-live",
  },
  { id: 8, shop_name: "Eight", shop_url: "https://twin.example/", type: "api" },
];

const stories: Story[] = [
  {
    title: "getIntegration and listIntegrations find integrations by number, shop URL or type",
    seed,
    emulator: { pageSize: 2 },
    steps: [
      {
        when: "a program looks an integration up by the URL of its shop",
        then: "`integrationId` need not be copied from the panel",
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
        when: "a program lists integrations",
        then: "all pages are read once; the result is sorted by number, and filtered by type (in any case) or shop URL if asked",
        program: program(`
          const ids = (found) => found.map(({ id }) => id);
          exports.all = listIntegrations().then(ids);
          exports.shopify = listIntegrationsOutput({ type: pulumi.output("Shopify") }).apply(ids);
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
        when: "a look-up by shop URL finds two shops",
        then: "the program fails, names both, and prints no stack trace",
        program: program(
          'getIntegration({ shopUrl: "https://twin.example" }).then(({ id }) => id);',
        ),
        run: "preview",
        fails: true,
        asks: [
          ["GET", "/integrations"],
          ["GET", "/integrations"],
        ],
        prints: [/2 integrations in this Sendcloud account have this shopUrl: 8, 9/],
        printsNot: [/\n\s+at /],
      },
      {
        when: "a look-up finds no integration",
        then: "the program fails and says what to check",
        program: program("exports.x = getIntegration({ id: 77 });"),
        run: "preview",
        fails: true,
        asks: [["GET", "/integrations/77"]],
        prints: [
          /there is no integration 77 in this Sendcloud account \(GET http.*\/integrations\/77\)/,
        ],
        printsNot: [/\n\s+at /],
      },
      {
        does: "a look-up of outputs that finds none says so too, once it is used, and nothing of promises",
        program:
          program(`const { id, shopName } = require("pulumi-sendcloud").getIntegrationOutput({ id: pulumi.output(77) });
          new SendcloudIntegrationSettings("one", { integrationId: id, shopName });
          new SendcloudIntegrationSettings("other", { integrationId: 8, shopName, servicePointCarriers: [shopName] });
          exports.found = require("pulumi-sendcloud").listIntegrationsOutput({ account: pulumi.output("nobody") });`),
        run: "preview",
        fails: true,
        asks: [["GET", "/integrations/77"]],
        prints: [/there is no integration 77 in this Sendcloud account/],
        printsNot: [/PromiseRejection|Unhandled|\n\s+at /],
      },
      {
        does: "a look-up of outputs that finds none fails the program where nothing uses it, too",
        program: program(
          'require("pulumi-sendcloud").getIntegrationOutput({ id: pulumi.output(77) });',
        ),
        run: "preview",
        fails: true,
        asks: [["GET", "/integrations/77"]],
        prints: [/error: there is no integration 77 in this Sendcloud account/],
        printsNot: [/PromiseRejection|Unhandled|\n\s+at /],
      },
      {
        does: "two refused look-ups are two errors, and Node.js adds no warning",
        program: program(`
          exports.one = listIntegrations({ shopURL: "https://shop.example" });
          exports.other = getIntegration({ id: "7" });`),
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /error: listIntegrations has no argument shopURL/,
          /error: getIntegration: id must be the number/,
        ],
        printsNot: [/PromiseRejection|Unhandled|\n\s+at /],
      },
      ...[
        [
          'listIntegrations({ shopURL: "https://shop.example" })',
          /listIntegrations has no argument shopURL: it takes type, shopUrl, account/,
        ],
        [
          'getIntegration({ id: 7, shopUrl: "https://shop.example" })',
          /getIntegration takes the id or the shopUrl, but both were given/,
        ],
        [
          "getIntegration()",
          /getIntegration needs an object with id, shopUrl, account, but nothing was given/,
        ],
        [
          'getIntegration({ id: "7" })',
          /getIntegration: id must be the number of an integration.*, but text was given/,
        ],
      ].map(([call, message]) => ({
        does: `${String(call)} is refused`,
        program: program(`exports.x = ${String(call)};`),
        run: "preview",
        fails: true as const,
        asks: [],
        prints: [new RegExp(message ?? "")],
        printsNot: [/\n\s+at /],
      })),
    ],
  },
  {
    title: "what a look-up finds can be declared as it is",
    seed: [
      ...seed,
      {
        id: 10,
        shop_name: "Ten",
        shop_url: null,
        webhook_url: null,
        feedback_type: "newer than we",
      },
    ],
    steps: [
      {
        when: "a program declares the whole result of a look-up",
        then: "the shops are adopted, and nothing is sent",
        program: declaredAsFound,
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["GET", "/integrations/10"],
          ["GET", "/integrations/7"],
          ["GET", "/integrations/10"],
        ],
        anyOrder: true,
        prints: [
          /integration 7 \(seven\): adopted, changing nothing/,
          /integration 10 \(ten\): adopted, changing nothing/,
        ],
        printsNot: [/canary-live/],
      },
      {
        does: "a preview finds nothing to do",
        program: declaredAsFound,
        run: "preview --expect-no-changes",
        asks: [
          ["GET", "/integrations/7"],
          ["GET", "/integrations/10"],
        ],
        anyOrder: true,
      },
    ],
  },
  {
    title: "SendcloudIntegrationSettings.get reads an integration, and adopts nothing",
    seed,
    steps: [
      {
        when: "`SendcloudIntegrationSettings.get` is called",
        then: "every setting is an output, URLs are secret, and nothing is adopted or sent",
        program: program(
          'const seen = SendcloudIntegrationSettings.get("seen", 7); exports.name = seen.shopName; exports.type = seen.type;',
        ),
        run: "up",
        asks: [["GET", "/integrations/7"]],
        prints: [/name\s*: "Old"/, /type\s*: "shopify"/],
        verify: async ({ project }) => {
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary-live/);
          assert.equal((await recorded({ project })).seen?.feedbackType, "delayed");
        },
      },
      {
        does: "a refresh finds no change in it",
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        prints: [/2 unchanged/],
      },
      { does: "destroy forgets it", run: "destroy", asks: [] },
      {
        when: "`get` is called with a number that does not exist",
        then: "the program fails and says what to check",
        program: program('SendcloudIntegrationSettings.get("seen", "77");'),
        run: "preview",
        fails: true,
        asks: [["GET", "/integrations/77"]],
        prints: [/there is no integration 77 in this Sendcloud account/],
        printsNot: [/\n\s+at /],
      },
    ],
  },
];

tell("look-ups", stories);
