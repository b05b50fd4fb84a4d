/** What the plugin can that a dynamic resource cannot: import, accounts as provider resources. */
import { tellNative } from "../support/tell";
import assert from "node:assert/strict";
import type { Emulator } from "pulumi-sendcloud/emulator";
import { get, patch } from "../support/requests";
import { recorded } from "../support/state";
import type { Story, World } from "../support/story";
import { type YamlResource, yamlProgram } from "../support/yaml";

const renamed = (name: string): unknown[] => patch(7, { shop_name: name });
const hidden = [/canary/];
const hiddenInState = async ({ project }: World): Promise<void> =>
  assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/);

/** An account as a provider resource. */
function provider({ url: baseUrl, publicKey }: Emulator, secretKey: string): YamlResource {
  return {
    type: "pulumi:providers:sendcloud",
    properties: { baseUrl, publicKey, secretKey: { "fn::secret": secretKey } },
  };
}

/** A shop in one of two accounts; the names of some providers begin as that of the default one. */
function shopIn(account: "berlin" | "default_berlin" | "default_paris", rotated?: string) {
  return ({ emulator, others: { paris = emulator }, project }: World): void =>
    project.write(
      "Pulumi.yaml",
      yamlProgram({
        berlin: provider(emulator, rotated ?? emulator.secretKey),
        default_berlin: provider(emulator, rotated ?? emulator.secretKey),
        default_paris: provider(paris, paris.secretKey),
        shop: {
          properties: { integrationId: 7, shopName: "Ours", onDestroy: "restore" },
          options: { provider: `\${${account}}` },
        },
      }),
    );
}

const shop = (shopName: string, options: object = {}): string =>
  yamlProgram({
    shop: { properties: { integrationId: 7, shopName, onDestroy: "restore" }, options },
  });

/** A program that looks a shop up. */
const lookUp = (more: object): string => yamlProgram({ found: { get: { id: "7", ...more } } });

const stories: Story[] = [
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
    title:
      "an account is a provider resource: neither its name nor a rotated key replaces, another account does",
    seed: [{ id: 7, shop_name: "Berlin before" }],
    others: {
      paris: {
        publicKey: "paris-public",
        secretKey: "canary-paris",
        account: 2,
        seed: [{ id: 7, shop_name: "Paris before" }],
      },
    },
    steps: [
      {
        does: "up adopts by the stack's account",
        program: shop("Ours"),
        run: "up",
        asks: [get(7), renamed("Ours")],
      },
      {
        does: "a provider with the same key takes the resource over without a request",
        first: shopIn("berlin"),
        run: "up",
        asks: [],
        printsNot: [/replace/],
        verify: hiddenInState,
      },
      {
        does: "a rotated key is shown at preview, and not told",
        first(world) {
          world.emulator.rotate("canary-second");
          shopIn("berlin", "canary-second")(world);
        },
        run: "preview --diff",
        asks: [],
        prints: [/~ secretKey/, /~ 1 to update/],
        printsNot: [/canary/, /replace/],
      },
      {
        does: "up stores it, and replaces nothing",
        run: "up",
        asks: [],
        prints: [/1 updated/],
        printsNot: hidden,
      },
      {
        does: "nor does a provider of another name",
        first: shopIn("default_berlin", "canary-second"),
        run: "up",
        asks: [],
        printsNot: [/replace/],
      },
      {
        does: "with another provider the first account's shop is restored, and the other's adopted",
        first: shopIn("default_paris", "canary-second"),
        run: "up",
        asks: [get(7), renamed("Berlin before")],
        asksOthers: { paris: [get(7), renamed("Ours")] },
        prints: [/1 replaced/],
        verify: async (world) => {
          const { adoption } = (await recorded(world)).shop ?? {};
          assert.deepEqual(adoption, {
            format: 1,
            before: { shopName: "Paris before" },
            owner: "2",
          });
        },
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
        asks: [get(7)],
        printsNot: hidden,
        verify: hiddenInState,
      },
      {
        does: "a refresh reads drift too",
        first: ({ emulator }) =>
          emulator.edit(7, { webhook_url: "https://hooks.example/canary-2" }),
        run: "refresh",
        asks: [get(7)],
        printsNot: hidden,
        verify: hiddenInState,
      },
      {
        does: "the id decides, whatever else is said",
        program: lookUp({ state: { integrationId: 9 } }),
        run: "up",
        asks: [get(7)],
        printsNot: hidden,
        verify: hiddenInState,
      },
    ],
  },
  {
    title: "a replacement that the option replaceOnChanges asks for keeps what the shop was",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: shop("New"),
        run: "up",
        asks: [get(7), renamed("New")],
      },
      {
        does: "the replacement sends what changed, and nothing is restored in between",
        program: shop("Newer", { replaceOnChanges: ["shopName"] }),
        run: "up",
        asks: [get(7), renamed("Newer")],
        prints: [/1 replaced/],
        printsNot: [/is forgotten/],
      },
      {
        does: "destroy returns the shop to what it was before both",
        run: "destroy",
        asks: [get(7), renamed("Old")],
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
        asks: [get(7), get(7)],
        verify: async (world) => {
          const { flowers = {} } = await recorded(world);
          assert.deepEqual(
            [flowers.shopName, flowers.shopUrl, flowers.servicePointEnabled],
            ["Seven", "https://seven.example", false],
          );
          await hiddenInState(world);
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
          const flowers = "urn:pulumi:dev::shops::sendcloud:index:IntegrationSettings::flowers";
          await project.pulumi(["state", "delete", "--yes", flowers]);
        },
        program: yamlProgram({
          flowers: {
            properties: { integrationId: 7, shopName: "Edited" },
            options: { import: "7" },
          },
        }),
        run: "up",
        asks: [get(7)],
        prints: [/1 imported/],
      },
    ],
  },
];

tellNative("what the plugin alone can", stories);
