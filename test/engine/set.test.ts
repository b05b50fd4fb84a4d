/** A set of integrations as one resource, under the real engine: each member is managed as a resource of its own is. */
import assert from "node:assert/strict";
import { reaching } from "../../engine/project";
import { failing, type Story, tell, type World } from "../support/stories";

const head = `const { SendcloudIntegrationSettings: One, SendcloudIntegrationSettingsSet: Set } = require("pulumi-sendcloud");
const pulumi = require("@pulumi/pulumi");\n`;

function set(members: Record<string, object>, rest: object = {}): string {
  return `${head}const shops = new Set("shops", ${JSON.stringify({ integrations: members, ...rest })});`;
}

const get = (id: number): unknown[] => ["GET", `/integrations/${id}`];
const patch = (id: number, body: object): unknown[] => ["PATCH", `/integrations/${id}`, body];
const seed = [
  { id: 7, shop_name: "Old", type: "shopify" },
  { id: 8, shop_name: "Roses" },
  { id: 9, shop_name: "Herbs" },
];
const refusing = (id: number) => (world: World) =>
  world.emulator.intercept((request, response) => {
    if (request.method !== "PATCH" || request.path !== `/integrations/${id}`) return false;
    response.writeHead(422, { "content-type": "application/json" }).end('{"errors":[{"detail":"no"}]}');
    return true;
  });

/** A program that breaks rules of the set and of each member; `roses` is the number of one. */
const wrong = (roses: number): string => `${head}new Set("shops", { account: "x", integrations: {
  tulips: { integrationId: 7, shopName: "", webhookActive: true, webhookUrl: "ftp://secret" },
  roses: { integrationId: ${roses}, shopName: "R", account: "b" }, herbs: 5, weeds: { shopNam: "W", integrationId: 9 } }, colour: 1 });`;

const stories: Story[] = [
  {
    title: "a set of integrations, from the first preview to destroy",
    seed,
    steps: [
      {
        does: "preview names each broken rule by its member, and asks nothing",
        program: wrong(7),
        run: "preview",
        status: 255,
        asks: [],
        prints: [/integration 7 is declared twice, by the resources 'shops\.tulips' and 'shops\.roses'/],
        printsNot: [/\n\s+at /, /ftp:/],
      },
      {
        does: "and those of the whole",
        program: wrong(8),
        run: "preview",
        status: 255,
        asks: [],
        prints: [
          /colour is not a property of this resource/,
          /integrations\.tulips: shopName must not be empty/,
          /integrations\.tulips: webhookUrl must be/,
          /integrations\.roses: account is of the whole set/,
          /integrations\.herbs: must be an object/,
          /integrations\.weeds: shopNam is not a property of this resource: did you mean shopName/,
        ],
        printsNot: [/\n\s+at /, /ftp:/],
      },
      {
        does: "up reads each member, and sends only what differs",
        program: set({
          tulips: { integrationId: 7, shopName: "Tulips", feedbackType: "none", webhookUrl: null },
          roses: { integrationId: 8, shopName: "Roses" },
        }),
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Tulips", feedback_type: "none" })],
        anyOrder: true,
        prints: [/integration 7: adopted, changing shopName \(was "Old"\)/, /integration 8: adopted, changing nothing/],
      },
      { does: "nothing is edited: up sends nothing", run: "up", asks: [], prints: [/2 unchanged/] },
      {
        does: "a member is edited: the preview shows the setting",
        program: set({
          tulips: { integrationId: 7, shopName: "Lilies", feedbackType: "none", webhookUrl: null },
          roses: { integrationId: 8, shopName: "Roses" },
        }),
        run: "preview --diff",
        asks: [],
        prints: [/~ tulips\s*: \{[^}]*~ shopName\s*: "Tulips" => "Lilies"/],
        printsNot: [/~ roses/],
      },
      { does: "and up sends one `PATCH` with exactly that", run: "up", asks: [patch(7, { shop_name: "Lilies" })] },
      {
        does: "refresh finds what changed behind Pulumi's back, of managed settings alone",
        first: ({ emulator }) => emulator.edit(8, { shop_name: "Panel", shop_url: "https://unmanaged.example" }),
        run: "refresh",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [/~ 1 updated/],
      },
      { does: "and up puts it right", run: "up", asks: [patch(8, { shop_name: "Roses" })] },
      {
        does: "a member is renamed, one comes and one setting goes: only what that takes is sent",
        program: set({
          lilies: { integrationId: 7, shopName: "Lilies" },
          roses: { integrationId: 8, shopName: "Roses" },
          herbs: { integrationId: 9, shopName: "Thyme" },
        }),
        run: "up",
        asks: [get(7), get(9), patch(9, { shop_name: "Thyme" })],
        anyOrder: true,
      },
      {
        does: "a member that is deleted at Sendcloud leaves the set at the next refresh",
        first: ({ emulator }) => emulator.remove(9),
        run: "refresh",
        asks: [get(7), get(8), get(9)],
        anyOrder: true,
        prints: [/integration 9 \(herbs\) is gone/],
      },
      {
        does: "destroy sends nothing",
        run: "destroy",
        asks: [],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Lilies"),
      },
    ],
  },
  {
    title: "members that fail",
    seed,
    steps: [
      {
        does: "one member is refused: the others are adopted and recorded, and the failure is told by its name",
        program: set({
          tulips: { integrationId: 7, shopName: "Tulips" },
          roses: { integrationId: 8, shopName: "Reds" },
          gone: { integrationId: 99, shopName: "G" },
        }),
        first: refusing(8),
        run: "up",
        status: 255,
        asks: [get(7), get(8), get(99), patch(7, { shop_name: "Tulips" }), patch(8, { shop_name: "Reds" })],
        anyOrder: true,
        prints: [/2 members of the set failed/, /roses: .*422/, /gone: there is no integration 99/],
        printsNot: [/\n\s+at /],
      },
      {
        does: "the next up goes on with those alone",
        program: set({ tulips: { integrationId: 7, shopName: "Tulips" }, roses: { integrationId: 8, shopName: "Reds" } }),
        first: ({ emulator }) => emulator.intercept(undefined),
        run: "up",
        asks: [get(8), patch(8, { shop_name: "Reds" })],
      },
      {
        does: "an edit of two members, one of which is refused, is half done and recorded so",
        program: set({ tulips: { integrationId: 7, shopName: "Lilies" }, roses: { integrationId: 8, shopName: "Whites" } }),
        first: refusing(8),
        run: "up",
        status: 255,
        asks: [patch(7, { shop_name: "Lilies" }), patch(8, { shop_name: "Whites" })],
        anyOrder: true,
        prints: [/1 member of the set failed/],
      },
      {
        does: "and then only the other is sent",
        first: ({ emulator }) => emulator.intercept(undefined),
        run: "up",
        asks: [patch(8, { shop_name: "Whites" })],
      },
      {
        does: "an outage fails the refresh, and changes nothing",
        first: (world) => failing(world, "GET", 400),
        run: "refresh",
        status: 255,
        asks: [get(7), get(8)],
        anyOrder: true,
      },
    ],
  },
  {
    title: "moving an integration between a resource of its own and a set",
    seed,
    steps: [
      {
        does: "an integration has a resource of its own",
        program: `${head}new One("tulips", { integrationId: 7, shopName: "Tulips", onDestroy: "restore" });`,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Tulips" })],
      },
      {
        does: "it moves into a set: it is read, nothing is sent, and nothing is restored",
        program: set(
          { tulips: { integrationId: 7, shopName: "Tulips" }, roses: { integrationId: 8, shopName: "Roses" } },
          { onDestroy: "restore" },
        ),
        run: "up",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [/integration 7: not restored, since the program still declares it/],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Tulips"),
      },
      {
        does: "it moves out again, the resource of its own after the set: it ends as declared",
        program: `${set({ roses: { integrationId: 8, shopName: "Roses" } }, { onDestroy: "restore" })}
          new One("tulips", { integrationId: 7, shopName: "Tulips" }, { dependsOn: [shops] });`,
        run: "up",
        asks: [get(7), get(7)],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Tulips"),
      },
    ],
  },
  {
    title: "a set that is restored",
    seed,
    steps: [
      {
        does: "adopted with onDestroy restore",
        program: set(
          { tulips: { integrationId: 7, shopName: "Tulips" }, roses: { integrationId: 8, shopName: "Reds" } },
          { onDestroy: "restore" },
        ),
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Tulips" }), patch(8, { shop_name: "Reds" })],
        anyOrder: true,
      },
      {
        does: "a member that is removed returns to what it was",
        program: set({ tulips: { integrationId: 7, shopName: "Tulips" } }, { onDestroy: "restore" }),
        run: "up",
        asks: [get(8), patch(8, { shop_name: "Roses" })],
        prints: [/integration 8 \(roses\): no longer declared, and returns to what it was when it was adopted/],
      },
      { does: "and destroy restores the rest", run: "destroy", asks: [get(7), patch(7, { shop_name: "Old" })] },
    ],
  },
  {
    title: "a set whose adoption is shown before",
    seed,
    environment: (emulator) => ({ ...reaching(emulator), SENDCLOUD_PREVIEW_ADOPTION: "true" }),
    steps: [
      {
        does: "the preview reads each member, and says what it would change",
        program: set({ tulips: { integrationId: 7, shopName: "Tulips" }, roses: { integrationId: 8, shopName: "Roses" } }),
        run: "preview",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [
          /resource 'shops\.tulips' adopts integration 7:\s+shopName: "Old" → "Tulips"/,
          /resource 'shops\.roses' adopts integration 8:\s+shopName: "Roses", unchanged/,
        ],
      },
    ],
  },
  {
    title: "a set with values that are secret or not known yet",
    seed,
    steps: [
      {
        does: "a preview with unknown members checks the others, and asks nothing",
        program: `${head}const first = new One("herbs", { integrationId: 9, shopName: "Thyme" });
          new Set("shops", { integrations: {
            tulips: { integrationId: 7, shopName: first.createdAt.apply((at) => "Tulips"), webhookUrl: pulumi.secret("https://hooks.example/CANARY") },
            roses: first.createdAt.apply(() => ({ integrationId: 8, shopName: "Roses" })) } });`,
        run: "preview --diff",
        asks: [],
        prints: [/\+ 3 to create/],
        printsNot: [/CANARY/],
      },
      {
        does: "up adopts them, and no secret is told",
        run: "up",
        asks: [
          get(9),
          patch(9, { shop_name: "Thyme" }),
          get(7),
          patch(7, { shop_name: "Tulips", webhook_url: "https://hooks.example/CANARY" }),
          get(8),
        ],
        anyOrder: true,
        printsNot: [/CANARY/],
      },
      { does: "nor kept in the state", run: "stack export", asks: [], printsNot: [/CANARY/] },
      { does: "and nothing is sent again", run: "up", asks: [], prints: [/3 unchanged/] },
    ],
  },
];

tell("a set", stories);
