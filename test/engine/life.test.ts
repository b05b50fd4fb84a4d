/** The life of settings under the real Pulumi engine, from the first preview to destroy. */
import assert from "node:assert/strict";
import { failing, failingOnce, recorded, type Story, tell } from "../support/stories";

const stories: Story[] = [
  {
    title: "a shop's settings from the first preview to destroy",
    seed: [{ id: 7, shop_name: "Old name", type: "shopify", service_point_carriers: ["dhl"] }],
    steps: [
      {
        does: "a rule is broken: preview fails, names every broken rule on its property, and asks Sendcloud nothing",
        program: {
          shop: '{ integrationId: 7, shopName: "", webhookActive: true, servicePointEnabled: true, feedbackType: "x", shopURL: "x" }',
        },
        run: "preview --diff",
        status: 255,
        asks: [],
        prints: [
          /resource 'shop': property shopName value \{\} has a problem: must not be empty/,
          /resource 'shop': property webhookActive value \{true\} has a problem: is true, but no webhookUrl is declared/,
          /resource 'shop': property servicePointEnabled value \{true\} has a problem: is true, but servicePointCarriers names no carrier/,
          /resource 'shop': property feedbackType value \{x\} has a problem: must be one of "eager"/,
          /resource 'shop' has a problem: shopURL is not a property of this resource: did you mean shopUrl\?/,
        ],
        printsNot: [/\n\s+at /],
      },
      {
        does: "preview shows what is declared, without a request",
        program: {
          shop: '{ integrationId: 7, shopName: "Tulips", servicePointEnabled: true, servicePointCarriers: ["postnl", "dhl"], webhookUrl: null }',
        },
        run: "preview --diff",
        asks: [],
        prints: [/shopName\s+: "Tulips"/, /\+ 2 to create/],
      },
      {
        does: "an integration is declared for the first time: up reads it, and sends only what differs",
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "Tulips", service_point_enabled: true, service_point_carriers: ["dhl", "postnl"] }],
        ],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Tulips"),
      },
      {
        does: "the state knows the line of the program that declares the shop, and nothing of what ran it",
        run: "stack export",
        asks: [],
        prints: [/"stackTrace": \[\s+\{\s+"sourcePosition": "project:\/\/\/index\.js#\d+,\d+"\s+\}\s+\]/],
      },
      { does: "nothing is edited: up sends nothing", run: "up", asks: [], prints: [/2 unchanged/] },
      {
        does: "another order of carriers is no change",
        program: {
          shop: '{ integrationId: 7, shopName: "Tulips", servicePointEnabled: true, servicePointCarriers: ["dhl", "postnl", "dhl"], webhookUrl: null }',
        },
        run: "up",
        asks: [],
        prints: [/2 unchanged/],
      },
      {
        does: "inputs are edited: up sends one `PATCH` with exactly those",
        program: {
          shop: '{ integrationId: 7, shopName: "Roses", servicePointEnabled: true, servicePointCarriers: ["dhl"], webhookUrl: null }',
        },
        run: "up",
        asks: [["PATCH", "/integrations/7", { shop_name: "Roses", service_point_carriers: ["dhl"] }]],
      },
      {
        does: "a setting is declared later: up reads what it was, to remember it, and sends it",
        program: {
          shop: '{ integrationId: 7, shopName: "Roses", servicePointEnabled: true, servicePointCarriers: ["dhl"], webhookUrl: null, feedbackType: "none" }',
        },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { feedback_type: "none" }],
        ],
      },
      {
        does: "refresh finds what changed behind Pulumi's back",
        first: ({ emulator }) =>
          emulator.edit(7, { shop_name: "Panel", shop_url: "https://unmanaged.example", updated_at: "2027-01-01T00:00:00Z" }),
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        prints: [/~ 1 updated/],
      },
      {
        does: "somebody changes a managed setting in the panel: after a refresh the preview shows exactly that, and up puts it right",
        run: "preview --diff",
        asks: [],
        prints: [/~ shopName\s+: "Panel" => "Roses"/, /~ 1 to update/],
        printsNot: [/[~+-] (?!shopName|pulumi-nodejs|1 to)\w+/],
      },
      { does: "and up puts it right", run: "up", asks: [["PATCH", "/integrations/7", { shop_name: "Roses" }]] },
      {
        does: "a refresh without drift changes nothing",
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        prints: [/2 unchanged/],
      },
      {
        does: "a setting is removed from the program: preview and up say that it stays as it is, and nothing is sent",
        program: { shop: '{ integrationId: 7, shopName: "Roses" }' },
        run: "up",
        asks: [],
        prints: [
          /~ 1 updated/,
          /integration 7: no longer declared, and stays as it is at Sendcloud: servicePointEnabled, servicePointCarriers, webhookUrl, feedbackType/,
        ],
        then: async ({ emulator, project }) => {
          assert.deepEqual(emulator.integration(7)?.service_point_carriers, ["dhl"]);
          assert.deepEqual(Object.keys((await recorded({ project })).shop ?? {}).sort(), [
            "adoption",
            "createdAt",
            "integrationId",
            "shopName",
            "type",
          ]);
        },
      },
      {
        does: "`pulumi destroy`: nothing is sent, and the shop stays as it is",
        run: "destroy",
        asks: [],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Roses"),
      },
    ],
  },
  {
    title: "settings that depend on another resource",
    seed: [{ id: 1, type: "shopify" }, { id: 2 }],
    steps: [
      {
        does: "a value is not known at preview: its rules wait until up knows it",
        program: {
          one: '{ integrationId: 1, shopName: "One" }',
          two: "{ integrationId: 2, servicePointEnabled: true, servicePointCarriers: [one.type], webhookActive: true, webhookUrl: one.type }",
        },
        run: "preview --diff",
        asks: [],
        prints: [/3 to create/],
      },
      {
        does: "up enforces the rule once the value is known, and sends nothing for that resource",
        run: "up",
        status: 255,
        asks: [
          ["GET", "/integrations/1"],
          ["PATCH", "/integrations/1", { shop_name: "One" }],
        ],
        prints: [/resource 'two' has a problem: webhookUrl must be a complete http or https URL/],
      },
      {
        does: "up sends the value that became known",
        program: {
          one: '{ integrationId: 1, shopName: "One" }',
          two: "{ integrationId: 2, servicePointEnabled: true, servicePointCarriers: [one.type], webhookUrl: pulumi.interpolate`https://${one.type}.example` }",
        },
        run: "up",
        asks: [
          ["GET", "/integrations/2"],
          [
            "PATCH",
            "/integrations/2",
            { service_point_enabled: true, service_point_carriers: ["shopify"], webhook_url: "https://shopify.example" },
          ],
        ],
      },
    ],
  },
  {
    title: "a resource that moves to another integration",
    seed: [{ id: 1 }, { id: 2 }],
    steps: [
      {
        does: "up adopts the first",
        program: { shop: '{ integrationId: 1, shopName: "Mine" }' },
        run: "up",
        asks: [
          ["GET", "/integrations/1"],
          ["PATCH", "/integrations/1", { shop_name: "Mine" }],
        ],
      },
      {
        does: "preview says that it is replaced",
        program: { shop: '{ integrationId: 2, shopName: "Mine" }' },
        run: "preview --diff",
        asks: [],
        prints: [/integrationId\s*: 1 => 2/, /1 to replace/],
      },
      {
        does: "`integrationId` is changed: the resource is replaced, the second integration adopted, the first left as it is",
        run: "up",
        asks: [
          ["GET", "/integrations/2"],
          ["PATCH", "/integrations/2", { shop_name: "Mine" }],
        ],
        then: ({ emulator }) => assert.equal(emulator.integration(1)?.shop_name, "Mine"),
      },
    ],
  },
  {
    title: "requests that fail",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "an adoption that fails records nothing",
        program: { shop: '{ integrationId: 7, shopName: "New" }' },
        first: (world) => failing(world, "PATCH", 500),
        run: "up",
        status: 255,
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
          ["GET", "/integrations/7"],
        ],
        prints: [/refused with status 500.*\(PATCH http.*\/integrations\/7\).*run again later.*Nothing was changed/],
        printsNot: [/\n\s+at /],
        then: async ({ project }) => assert.deepEqual(await recorded({ project }), {}),
      },
      {
        does: "the next up adopts",
        first: ({ emulator }) => emulator.intercept(),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
      },
      {
        does: "an update that fails leaves the state at what Sendcloud has",
        program: { shop: '{ integrationId: 7, shopName: "Newer" }' },
        first: (world) => failing(world, "PATCH", 400),
        run: "up",
        status: 255,
        asks: [["PATCH", "/integrations/7", { shop_name: "Newer" }]],
        then: async ({ project }) => assert.match(JSON.stringify(await recorded({ project })), /"shopName":"New"/),
      },
      {
        does: "a refresh that is refused keeps the resource",
        first: (world) => failing(world, "GET", 403),
        run: "refresh",
        status: 255,
        asks: [["GET", "/integrations/7"]],
        printsNot: [/\n\s+at /],
        then: async ({ project }) => assert.match(JSON.stringify(await recorded({ project })), /"shopName":"New"/),
      },
      {
        does: "the next up sends the change again",
        first: ({ emulator }) => emulator.intercept(),
        run: "up",
        asks: [["PATCH", "/integrations/7", { shop_name: "Newer" }]],
      },
      {
        does: "an integration was deleted: refresh drops the resource, and the next up says that there is none",
        first: ({ emulator }) => emulator.remove(7),
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        then: async ({ project }) => assert.deepEqual(await recorded({ project }), {}),
      },
      {
        does: "up then says that there is no such integration",
        run: "up",
        status: 255,
        asks: [["GET", "/integrations/7"]],
        prints: [/there is no integration 7 in this Sendcloud account/],
      },
    ],
  },
  {
    title: "an outage and a limit that pass",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "Sendcloud is out of order for a moment: up sends again, and nobody needs to know",
        program: { shop: '{ integrationId: 7, shopName: "New" }' },
        first: (world) => failingOnce(world, "PATCH", 503),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
        printsNot: [/503/],
      },
      {
        does: "the account's request limit is reached: up waits as long as Sendcloud asks, and says so in one line",
        program: { shop: '{ integrationId: 7, shopName: "Newer" }' },
        first: (world) => failingOnce(world, "PATCH", 429, { "retry-after": "5" }),
        run: "up",
        asks: [
          ["PATCH", "/integrations/7", { shop_name: "Newer" }],
          ["PATCH", "/integrations/7", { shop_name: "Newer" }],
        ],
        prints: [/Sendcloud's request limit is reached: waiting 5 s, then going on/],
      },
    ],
  },
  {
    title: "settings that are restored",
    seed: [
      { id: 7, shop_name: "Old", webhook_active: true, webhook_url: "https://old.example/canary-old", service_point_carriers: ["dhl"] },
    ],
    steps: [
      {
        does: "up adopts, and remembers what the shop had, in secret",
        program: {
          shop: '{ integrationId: 7, shopName: "New", webhookActive: false, webhookUrl: null, feedbackType: "none", onDestroy: "restore" }',
        },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New", webhook_active: false, webhook_url: null, feedback_type: "none" }],
        ],
        then: async ({ project }) => {
          const { stdout } = await project.pulumi(["stack", "export"]);
          assert.doesNotMatch(stdout, /canary-old/);
          assert.match(stdout, /"adoption":\s*\{[^}]*"ciphertext"/);
        },
      },
      {
        does: "an update keeps the memory",
        program: {
          shop: '{ integrationId: 7, shopName: "Newer", webhookActive: false, webhookUrl: null, feedbackType: "none", onDestroy: "restore" }',
        },
        run: "up",
        asks: [["PATCH", "/integrations/7", { shop_name: "Newer" }]],
      },
      {
        does: "preview says what becomes of a setting that is removed",
        program: { shop: '{ integrationId: 7, shopName: "Newer", webhookActive: false, webhookUrl: null, onDestroy: "restore" }' },
        run: "preview --diff",
        asks: [],
        prints: [/integration 7: no longer declared, and returns to what it was when it was adopted: feedbackType/],
      },
      {
        does: 'a setting is removed under `onDestroy: "restore"`: preview and up say that it returns to what it was, and up sends that',
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { feedback_type: "delayed" }],
        ],
      },
      {
        does: "a refresh that finds somebody else's change keeps the memory, still in secret",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        then: async ({ project }) => {
          const { stdout } = await project.pulumi(["stack", "export"]);
          assert.doesNotMatch(stdout, /canary-old/);
          assert.match(stdout, /"adoption":\s*\{[^}]*"ciphertext"/);
        },
      },
      {
        does: "a restore fails: the resource stays in the state",
        first: (world) => failing(world, "PATCH", 500),
        run: "destroy",
        status: 255,
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { webhook_active: true, webhook_url: "https://old.example/canary-old" }],
          ["GET", "/integrations/7"],
        ],
        printsNot: [/canary-old/],
        then: async ({ project }) => assert.deepEqual(Object.keys(await recorded({ project })), ["shop"]),
      },
      {
        does: "somebody else changed a setting that is to be restored: it is left, and a line names it",
        first: ({ emulator }) => emulator.intercept(),
        run: "destroy",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { webhook_active: true, webhook_url: "https://old.example/canary-old" }],
        ],
        prints: [/integration 7: left as it is, since somebody else changed it .*: shopName/],
        then: ({ emulator }) => {
          const { shop_name, webhook_active, webhook_url, feedback_type, service_point_carriers } = emulator.integration(7) ?? {};
          assert.deepEqual(
            { shop_name, webhook_active, webhook_url, feedback_type, service_point_carriers },
            {
              shop_name: "Panel",
              webhook_active: true,
              webhook_url: "https://old.example/canary-old",
              feedback_type: "delayed",
              service_point_carriers: ["dhl"],
            },
          );
        },
      },
    ],
  },
  {
    title: "an integration that is declared twice",
    seed: [{ id: 7 }],
    steps: [
      {
        does: "two resources declare the same integration: preview fails, and names both",
        program: { flowers: '{ integrationId: 7, shopName: "F" }', books: '{ integrationId: pulumi.output(7), shopName: "B" }' },
        run: "preview --diff",
        status: 255,
        asks: [],
        prints: [/integration 7 is declared twice, by the resources 'flowers' and 'books'/],
        printsNot: [/\n\s+at /],
      },
    ],
  },
];

tell("under the real engine", stories);
