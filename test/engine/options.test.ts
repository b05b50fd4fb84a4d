/** What Pulumi's resource options do with resources of this package: the table of options in docs/behaviour.md. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Story } from "../support/story";

/** A program with one resource, and its options. */
const one = (
  options: string,
  args = '{ integrationId: 7, shopName: "Ours", onDestroy: "restore" }',
): string => `${imports}new One("shop", ${args}, ${options});`;

const both = (name: string, other: string): string =>
  `${one("{}", `{ integrationId: 7, shopName: "${name}" }`)} new One("roses", { integrationId: 8, shopName: "${other}" });`;

const adopts = { run: "up", asks: [get(7), patch(7, { shop_name: "Ours" })] };
const seed = [
  { id: 7, shop_name: "Old" },
  { id: 8, shop_name: "Roses" },
];
const explicit =
  'class P extends pulumi.ProviderResource { constructor(name, props) { super("pulumi-nodejs", name, props); } }';

const stories: Story[] = [
  {
    title: "an explicit provider is given no configuration",
    only: "dynamic",
    seed,
    environment: ({ url }) => ({ SENDCLOUD_BASE_URL: url }),
    steps: [
      {
        when: "a resource has the option `provider`, and the keys are in the stack's configuration",
        then: "preview fails, because that provider does not get them, and says what to do instead",
        async first({ emulator, project }) {
          await project.configure({ "sendcloud:publicKey": emulator.publicKey });
          await project.configure({ "sendcloud:secretKey": emulator.secretKey }, { secret: true });
        },
        program: `${imports}${explicit}\nnew One("shop", { integrationId: 7, shopName: "Ours" }, { provider: new P("mine") });`,
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /sendcloud:publicKey, sendcloud:secretKey in the stack's configuration does not reach a resource with the option provider or providers: .* set SENDCLOUD_PUBLIC_KEY, SENDCLOUD_SECRET_KEY in the environment/,
        ],
        printsNot: [/config set|\n\s+at /],
      },
      {
        does: "the same of a component's providers",
        program: `${imports}${explicit}
          const parent = new pulumi.ComponentResource("my:Shops", "mine", {}, { providers: [new P("mine")] });
          new One("shops", { integrationId: 7, shopName: "Ours" }, { parent });`,
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /resource 'shops' has a problem: sendcloud:publicKey, sendcloud:secretKey in the stack's configuration does not reach/,
        ],
      },
      {
        does: "the environment reaches it",
        first: ({ emulator, project }) =>
          void Object.assign(project.environment, {
            SENDCLOUD_PUBLIC_KEY: emulator.publicKey,
            SENDCLOUD_SECRET_KEY: emulator.secretKey,
          }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours" })],
      },
    ],
  },
  {
    title: "options that a dynamic provider is not told of do nothing",
    only: "dynamic",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/canary" }],
    steps: [
      {
        when: "a resource has the option `customTimeouts`",
        then: "the option does nothing: requests have their own time limits",
        program: one(
          '{ customTimeouts: { create: "1ns", update: "1ns" }, replaceOnChanges: ["shopName", "*"] }',
        ),
        ...adopts,
      },
      {
        when: "a setting that `replaceOnChanges` names is edited",
        then: "up updates the resource, as without the option",
        program: one(
          '{ customTimeouts: { create: "1ns", update: "1ns" }, replaceOnChanges: ["shopName", "*"] }',
          '{ integrationId: 7, shopName: "Newer", onDestroy: "restore" }',
        ),
        run: "up",
        asks: [patch(7, { shop_name: "Newer" })],
        prints: [/1 updated/],
        printsNot: [/replaced/],
      },
      {
        when: "`additionalSecretOutputs` names `webhookUrl`",
        then: "the state hides it among the outputs, but not among the inputs: declare a secret instead",
        program: one(
          '{ additionalSecretOutputs: ["webhookUrl"] }',
          '{ integrationId: 7, webhookUrl: "https://hooks.example/canary" }',
        ),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Old" })],
        verify: async ({ project }) => {
          const { stdout } = await project.pulumi(["stack", "export"]);
          assert.equal(stdout.match(/canary/g)?.length, 1);
        },
      },
    ],
  },
  {
    title: "--target chooses resources",
    seed,
    steps: [
      {
        does: "adopted",
        program: both("Ours", "Reds"),
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Ours" }), patch(8, { shop_name: "Reds" })],
        anyOrder: true,
      },
      {
        when: "`pulumi up --target` names a resource",
        then: "nothing is sent for the others",
        program: both("Newer", "Blues"),
        run: "up --target **IntegrationSettings::shop",
        asks: [patch(7, { shop_name: "Newer" })],
      },
      { does: "the next up sends the rest", run: "up", asks: [patch(8, { shop_name: "Blues" })] },
    ],
  },
];

tell("options of resources", stories);
