/** What the plugin can that a dynamic resource cannot: import, accounts as provider resources. */
import { tellNative } from "../support/tell";
import assert from "node:assert/strict";
import type { Emulator } from "pulumi-sendcloud/emulator";
import { recorded } from "../support/state";
import type { Step, Story, World } from "../support/story";
import { type YamlResource, yamlProgram } from "../support/yaml";

const read = ["GET", "/integrations/7"];
const twoShops = [
  { id: 7, shop_name: "Seven" },
  { id: 9, shop_name: "Nine" },
];
const passedOn = {
  service_point_enabled: true,
  service_point_carriers: ["dhl"],
  feedback_type: "none",
};
const renamed = (name: string): unknown[] => ["PATCH", "/integrations/7", { shop_name: name }];
const adopted: Step = {
  does: "up adopts",
  program: yamlProgram({
    shop: { properties: { integrationId: 7, shopName: "New", onDestroy: "restore" } },
  }),
  run: "up",
  asks: [read, renamed("New")],
};

/** The end of a story of both shops. */
const bothRestored = (does: string): Step => ({
  does,
  run: "destroy",
  asks: [
    read,
    renamed("Seven"),
    ["GET", "/integrations/9"],
    ["PATCH", "/integrations/9", { shop_name: "Nine" }],
  ],
  anyOrder: true,
});

/** An account as a provider resource. */
function provider({ url: baseUrl, publicKey, secretKey }: Emulator): YamlResource {
  return {
    type: "pulumi:providers:sendcloud",
    properties: { baseUrl, publicKey, secretKey: { "fn::secret": secretKey } },
  };
}

/** A program with a shop in one of two accounts, both with providers of their own. */
function shopIn(account: "berlin" | "paris", name: string, prefix = "") {
  return ({ emulator, others, project }: World): void => {
    const options = { provider: `\${${prefix}${account}}` };
    const shop = {
      properties: { integrationId: 7, shopName: name, onDestroy: "restore" },
      options,
    };
    const paris = others.paris ?? emulator;
    project.write(
      "Pulumi.yaml",
      yamlProgram({
        [`${prefix}berlin`]: provider(emulator),
        [`${prefix}paris`]: provider(paris),
        shop,
      }),
    );
  };
}

/** Two shops. */
function bothShops(options: object = {}): Record<string, YamlResource> {
  const declared = (integrationId: number): YamlResource => ({
    properties: { integrationId, shopName: "Ours", onDestroy: "restore" },
    options,
  });
  return { seven: declared(7), nine: declared(9) };
}

/** The same, within a provider of this name that has the stack's account. */
function within(name: string) {
  return ({ emulator, project }: World): void =>
    project.write(
      "Pulumi.yaml",
      yamlProgram({ [name]: provider(emulator), ...bothShops({ provider: `\${${name}}` }) }),
    );
}

/** A program that looks a shop up. */
function lookUp(more: object): string {
  return yamlProgram({ found: { get: { id: "7", ...more } } });
}

const keepsCanary = async ({ project }: World): Promise<void> =>
  assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/);

const nowhere = (): Record<string, string> => ({});
const stories: Story[] = [
  {
    title: "what the schema cannot say is checked at preview",
    seed: [{ id: 7 }],
    steps: [
      {
        does: "preview fails, names every broken rule on its property, and asks Sendcloud nothing",
        program: yamlProgram({
          shop: {
            properties: {
              integrationId: 7,
              shopName: "",
              webhookActive: true,
              servicePointEnabled: true,
            },
          },
        }),
        run: "preview --diff",
        fails: true,
        asks: [],
        prints: [
          /property shopName value \{\} has a problem: must not be empty/,
          /property webhookActive value \{true\} has a problem: is true, but no webhookUrl is declared/,
          /property servicePointEnabled value \{true\} has a problem: is true, but no servicePointCarriers is declared/,
        ],
        printsNot: [/\n\s+at /],
      },
      {
        does: "a property that there is not is named by the engine, which knows the schema",
        program: yamlProgram({ shop: { properties: { integrationId: 7, shopURL: "x" } } }),
        run: "preview",
        fails: true,
        asks: [],
        prints: [/shopURL/, /Existing properties are:[^]*shopUrl/],
      },
    ],
  },
  {
    title:
      "an account is a provider resource: rotated keys replace nothing, another account replaces",
    seed: [{ id: 7, shop_name: "Berlin before" }],
    others: {
      paris: {
        secretKey: "canary-paris",
        account: 2,
        seed: [{ id: 7, shop_name: "Paris before" }],
      },
    },
    environment: nowhere,
    steps: [
      {
        does: "up adopts the shop in the account of its provider",
        first: shopIn("berlin", "Ours"),
        run: "up",
        asks: [read, renamed("Ours")],
        printsNot: [/canary/],
        verify: async ({ project }) =>
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/),
      },
      { does: "a second up asks nothing", run: "up", asks: [], prints: [/4 unchanged/] },
      {
        does: "a rotated key is shown at preview, and not told",
        first(world) {
          world.emulator.rotate("canary-second");
          shopIn(
            "berlin",
            "Ours",
          )({ ...world, emulator: { ...world.emulator, secretKey: "canary-second" } });
        },
        run: "preview --diff",
        asks: [],
        prints: [/~ secretKey/, /~ 1 to update/],
        printsNot: [/canary/, /replace/],
      },
      { does: "up stores it, and replaces nothing", run: "up", asks: [], prints: [/1 updated/] },
      {
        does: "with another provider the first account's shop is restored, and the other's adopted",
        first(world) {
          shopIn(
            "paris",
            "Ours",
          )({ ...world, emulator: { ...world.emulator, secretKey: "canary-second" } });
        },
        run: "up",
        asks: [read, renamed("Berlin before")],
        asksOthers: { paris: [read, renamed("Ours")] },
        prints: [/1 replaced/],
        verify: async (world) => {
          const { adoption } = (await recorded(world)).shop ?? {};
          assert.deepEqual(adoption, {
            format: 1,
            before: { shopName: "Paris before" },
            applied: { shopName: "Ours" },
            owner: "2",
          });
        },
      },
    ],
  },
  {
    title: "another provider of the same account replaces nothing, whatever it is called",
    seed: twoShops,
    steps: [
      {
        does: "up adopts by the stack's account",
        program: yamlProgram(bothShops()),
        run: "up",
        asks: [
          read,
          ["GET", "/integrations/9"],
          renamed("Ours"),
          ["PATCH", "/integrations/9", { shop_name: "Ours" }],
        ],
        anyOrder: true,
      },
      {
        does: "a provider with the same key takes the resources over without a request",
        first: within("mine"),
        run: "up",
        asks: [],
        printsNot: [/replace/],
      },
      {
        does: "so does one of another name",
        first: within("default_berlin"),
        run: "up",
        asks: [],
        printsNot: [/replace/],
      },
      bothRestored("destroy restores what the shops were before the first"),
    ],
  },
  {
    title: "providers whose names begin as the default one's are accounts of their own",
    seed: [{ id: 7, shop_name: "Berlin before" }],
    others: {
      paris: {
        publicKey: "paris-public",
        secretKey: "canary-paris",
        account: 2,
        seed: [{ id: 7, shop_name: "Paris before" }],
      },
    },
    environment: nowhere,
    steps: [
      {
        does: "up adopts in one",
        first: shopIn("berlin", "Ours", "default_"),
        run: "up",
        asks: [read, renamed("Ours")],
      },
      {
        does: "the other replaces it",
        first: shopIn("paris", "Ours", "default_"),
        run: "up",
        asks: [read, renamed("Berlin before")],
        asksOthers: { paris: [read, renamed("Ours")] },
        prints: [/1 replaced/],
      },
    ],
  },
  {
    title: "what a look-up by id finds of a webhook stays secret, also through refreshes",
    seed: [{ id: 7, shop_name: "Seven", webhook_url: "https://hooks.example/canary" }],
    steps: [
      {
        does: "up reads the shop",
        program: lookUp({}),
        run: "up",
        asks: [read],
        printsNot: [/canary/],
      },
      {
        does: "a refresh reads again",
        run: "refresh",
        asks: [read],
        printsNot: [/canary/],
        verify: keepsCanary,
      },
      {
        does: "drift is read too",
        first: ({ emulator }) =>
          emulator.edit(7, { webhook_url: "https://hooks.example/canary-2" }),
        run: "refresh",
        asks: [read],
        printsNot: [/canary/],
        verify: keepsCanary,
      },
      {
        does: "the id decides, whatever else is said",
        program: lookUp({ state: { integrationId: 9 } }),
        run: "up",
        asks: [read],
        printsNot: [/canary/],
        verify: keepsCanary,
      },
      {
        does: "so it does in a refresh",
        run: "refresh",
        asks: [read],
        printsNot: [/canary/],
        verify: keepsCanary,
      },
    ],
  },
  {
    title: "a replacement that the option replaceOnChanges asks for keeps what the shop was",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      adopted,
      {
        does: "the replacement sends what changed, and nothing is restored in between",
        program: yamlProgram({
          shop: {
            properties: { integrationId: 7, shopName: "Newer", onDestroy: "restore" },
            options: { replaceOnChanges: ["shopName"] },
          },
        }),
        run: "up",
        asks: [read, renamed("Newer")],
        prints: [/1 replaced/],
        printsNot: [/is forgotten/],
      },
      {
        does: "destroy returns the shop to what it was before both",
        run: "destroy",
        asks: [read, renamed("Old")],
      },
    ],
  },
  {
    title: "every setting of one resource can be an input of another",
    seed: [{ id: 7 }, { id: 9 }],
    steps: [
      {
        does: "up passes them on",
        program: yamlProgram({
          seven: {
            properties: {
              integrationId: 7,
              feedbackType: "none",
              servicePointEnabled: true,
              servicePointCarriers: ["dhl"],
            },
          },
          nine: {
            properties: {
              integrationId: 9,
              feedbackType: "${seven.feedbackType}",
              servicePointEnabled: "${seven.servicePointEnabled}",
              servicePointCarriers: "${seven.servicePointCarriers}",
            },
          },
        }),
        run: "up",
        asks: [
          read,
          ["PATCH", "/integrations/7", passedOn],
          ["GET", "/integrations/9"],
          ["PATCH", "/integrations/9", passedOn],
        ],
      },
    ],
  },
  {
    title: "what is wrong with the configuration is said once, on the provider",
    seed: [{ id: 7 }, { id: 9 }],
    steps: [
      {
        does: "preview fails, and names the value once however many resources there are",
        first: ({ project }) => project.configure({ "sendcloud:readsPerMinute": "many" }),
        program: yamlProgram({
          seven: { properties: { integrationId: 7, shopName: "x" } },
          nine: { properties: { integrationId: 9, shopName: "x" } },
        }),
        run: "preview",
        fails: true,
        asks: [],
        prints: [/pulumi:providers:sendcloud resource 'default.*sendcloud:readsPerMinute must be/],
        printsNot: [/readsPerMinute must be[^]*readsPerMinute must be[^]*readsPerMinute must be/],
      },
    ],
  },
  {
    title: "`pulumi import` manages an integration as it is, without a write",
    seed: [
      {
        id: 7,
        shop_name: "Seven",
        shop_url: "https://seven.example",
        webhook_url: "https://hooks.example/canary",
      },
    ],
    steps: [
      {
        does: "import records everything that can be declared",
        program: yamlProgram({}),
        run: "import sendcloud:index:IntegrationSettings flowers 7 --yes --protect=false --generate-code=false",
        asks: [read, read],
        verify: async (world) => {
          const { flowers = {} } = await recorded(world);
          assert.deepEqual(
            [flowers.shopName, flowers.shopUrl, flowers.servicePointEnabled],
            ["Seven", "https://seven.example", false],
          );
          assert.doesNotMatch((await world.project.pulumi(["stack", "export"])).stdout, /canary/);
        },
      },
      {
        does: "an edit afterwards is one PATCH of what differs, and what is no longer declared is left as it is",
        program: yamlProgram({ flowers: { properties: { integrationId: 7, shopName: "Edited" } } }),
        run: "up",
        asks: [renamed("Edited")],
        prints: [/no longer declared, stays as it is at Sendcloud/],
      },
      {
        does: "the option import adopts in up, with no write for what is as it is",
        async first({ project }) {
          await project.pulumi([
            "state",
            "delete",
            "--yes",
            "urn:pulumi:dev::shops::sendcloud:index:IntegrationSettings::flowers",
          ]);
        },
        program: yamlProgram({
          flowers: {
            properties: { integrationId: 7, shopName: "Edited" },
            options: { import: "7" },
          },
        }),
        run: "up",
        asks: [read],
        prints: [/1 imported/],
      },
      {
        does: "an id that is none says what ids look like",
        run: "import sendcloud:index:IntegrationSettings other nine --yes --generate-code=false",
        fails: true,
        asks: [],
        prints: [/the id to import must be the number of an integration, such as 12345/],
      },
    ],
  },
];

tellNative("what the plugin alone can", stories);
