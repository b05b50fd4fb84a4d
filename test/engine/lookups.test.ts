/** Integrations that a program looks up. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import { get, patch } from "../support/requests";
import { recorded } from "../support/state";
import type { Story, World } from "../support/story";

const program = (text: string): string => `
const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings, getIntegration, getIntegrationOutput, listIntegrations, listIntegrationsOutput } = require("pulumi-sendcloud");
${text}`;

const list = ["GET", "/integrations"];
const printsNot = [/canary-live/, /PromiseRejection|Unhandled|\n\s+at /];

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
  { id: 10, shop_url: null, webhook_url: null, feedback_type: "newer than we" },
];

/** Sets an account by name. */
function withBerlin({ project, others: { berlin } }: World): Promise<void> {
  const { url: baseUrl, publicKey, secretKey } = berlin ?? assert.fail();
  const accounts = JSON.stringify({ berlin: { baseUrl, publicKey, secretKey } });
  return project.configure({ "sendcloud:accounts": accounts }, { secret: true });
}

const stories: Story[] = [
  {
    title: "look-ups find integrations by number, shop URL, type or account",
    seed,
    emulator: { pageSize: 2 },
    others: { berlin: { secretKey: "canary-live", seed: [{ id: 7, shop_name: "Berlin" }] } },
    steps: [
      {
        when: "a program looks an integration up by the URL of its shop",
        then: "`integrationId` need not be copied from the panel",
        program: program(`
          const found = getIntegration({ shopUrl: "https://seven.example" });
          new SendcloudIntegrationSettings("shop", { integrationId: found.then(({ id }) => id), shopName: "New" });`),
        run: "up",
        asks: [list, list, get(7), patch(7, { shop_name: "New" })],
      },
      {
        when: "a program lists integrations",
        then: "all pages are read once; the result is sorted by number, and filtered by type (in any case) or shop URL if asked; a look-up that names an account asks that account",
        first: withBerlin,
        program: program(`
          const ids = (found) => found.map(({ id }) => id).join();
          exports.all = listIntegrations().then(ids);
          exports.shopify = listIntegrationsOutput({ type: pulumi.output("Shopify") }).apply(ids);
          exports.twins = listIntegrations({ shopUrl: "https://TWIN.example" }).then(ids);
          exports.nine = getIntegrationOutput({ id: 9 }).updatedAt;
          exports.seven = getIntegration({ id: 7 });
          exports.berlin = getIntegration({ id: 7, account: "berlin" }).then(({ shopName }) => shopName);
          exports.seen = SendcloudIntegrationSettings.get("seen", 7, { account: "berlin" }).shopName;`),
        run: "preview",
        asks: [list, list, get(9), get(7)],
        asksOthers: { berlin: [get(7), get(7)] },
        anyOrder: true,
        prints: [
          /all\s*: "7,8,9,10"/,
          /shopify\s*: "7,9"/,
          /twins\s*: "8,9"/,
          /nine\s*: "2026-03-03T00:00:00Z"/,
          /webhookUrl\s*: \[secret\]/,
          /berlin\s*: "Berlin"/,
          /seen\s*: "Berlin"/,
        ],
        printsNot,
      },
      {
        when: "look-ups find two shops, or none, or their arguments are wrong",
        then: "the program fails, and says of each what is wrong, and what to check; Node.js adds no warning",
        program: program(`
          getIntegration({ shopUrl: "https://twin.example" }).then(({ id }) => id);
          exports.none = getIntegration({ id: 77 });
          getIntegrationOutput({ id: pulumi.output(78) });
          exports.misspelt = listIntegrations({ shopURL: "https://shop.example" });
          exports.both = getIntegration({ id: 7, shopUrl: "https://shop.example" });
          exports.nothing = getIntegration();
          exports.text = getIntegration({ id: "7" });`),
        run: "preview",
        fails: true,
        asks: [list, list, get(77), get(78)],
        anyOrder: true,
        prints: [
          /2 integrations in this Sendcloud account have this shopUrl: 8, 9/,
          /there is no integration 77 in this Sendcloud account \(GET http.*\/integrations\/77\)/,
          /error: there is no integration 78 in this Sendcloud account/,
          /error: listIntegrations has no argument shopURL: it takes type, shopUrl, account/,
          /getIntegration takes the id or the shopUrl, not both/,
          /getIntegration needs an object with id, shopUrl, account, but nothing was given/,
          /error: getIntegration: id must be the number of an integration.*, but text was given/,
        ],
        printsNot,
      },
      {
        does: "a look-up of outputs that finds none says so too, once it is used, and nothing of promises",
        program: program(`const { id, shopName } = getIntegrationOutput({ id: pulumi.output(77) });
          new SendcloudIntegrationSettings("one", { integrationId: id, shopName });
          new SendcloudIntegrationSettings("other", { integrationId: 8, shopName, servicePointCarriers: [shopName] });
          exports.found = listIntegrationsOutput({ account: pulumi.output("nobody") });`),
        run: "preview",
        fails: true,
        asks: [get(77)],
        prints: [/there is no integration 77 in this Sendcloud account/],
        printsNot,
      },
    ],
  },
  {
    title: "what a look-up finds can be declared as it is, and get adopts nothing",
    seed,
    steps: [
      {
        when: "a program declares the whole result of a look-up",
        then: "the shops are adopted, and nothing is sent",
        program: program(`
          module.exports = async () => {
            const seven = await getIntegration({ id: 7 });
            const ten = await getIntegration({ id: 10 });
            new SendcloudIntegrationSettings("seven", { ...seven, integrationId: seven.id });
            new SendcloudIntegrationSettings("ten", { ...ten, integrationId: ten.id });
          };`),
        run: "up",
        asks: [get(7), get(10), get(7), get(10)],
        anyOrder: true,
        prints: [
          /integration 7 \(seven\): adopted, changing nothing/,
          /integration 10 \(ten\): adopted, changing nothing/,
        ],
        printsNot,
      },
      {
        does: "a preview finds nothing to do",
        run: "preview --expect-no-changes",
        asks: [get(7), get(10)],
        anyOrder: true,
      },
      {
        when: "`SendcloudIntegrationSettings.get` is called",
        then: "every setting is an output, URLs are secret, and nothing is adopted or sent",
        program: program(
          'const seen = SendcloudIntegrationSettings.get("seen", 7); exports.name = seen.shopName; exports.type = seen.type;',
        ),
        run: "up",
        asks: [get(7)],
        prints: [/name\s*: "Old"/, /type\s*: "shopify"/],
        verify: async ({ project }) => {
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary-live/);
          assert.equal((await recorded({ project })).seen?.feedbackType, "delayed");
        },
      },
      {
        does: "a refresh finds no change in it",
        run: "refresh",
        asks: [get(7)],
        prints: [/2 unchanged/],
      },
      { does: "destroy forgets it", run: "destroy", asks: [] },
      {
        when: "`get` is called with a number that does not exist",
        then: "the program fails and says what to check",
        program: program('SendcloudIntegrationSettings.get("seen", "77");'),
        run: "preview",
        fails: true,
        asks: [get(77)],
        prints: [/there is no integration 77 in this Sendcloud account/],
        printsNot,
      },
    ],
  },
];

tell("look-ups", stories);
