/** What Pulumi's resource options do with resources of a dynamic provider: the table of options in docs/behaviour.md. */
import { tell } from "../support/tell";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Story } from "../support/story";

const url = "https://hooks.example/canary";

/** One resource, with options that do nothing or little. */
const one = (shopName: string): string => `${imports}new One("shop",
  { integrationId: 7, shopName: "${shopName}", webhookUrl: "${url}", onDestroy: "restore" },
  { customTimeouts: { create: "1ns", update: "1ns" }, replaceOnChanges: ["shopName", "*"], additionalSecretOutputs: ["webhookUrl"] });`;

const seed = [
  { id: 7, shop_name: "Old" },
  { id: 8, shop_name: "Roses" },
];

const provider = `${imports}
class P extends pulumi.ProviderResource { constructor(name, props) { super("pulumi-nodejs", name, props); } }\n`;
const withProvider = `${provider}
new One("shop", { integrationId: 7, shopName: "Ours" }, { provider: new P("mine") });`;
const withProviders = `${provider}
const parent = new pulumi.ComponentResource("my:Shops", "mine", {}, { providers: [new P("theirs")] });
new One("roses", { integrationId: 8, shopName: "Reds" }, { parent });`;

const stories: Story[] = [
  {
    title: "an explicit provider is given no configuration",
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
        program: withProvider,
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /resource 'shop' has a problem: sendcloud:publicKey, sendcloud:secretKey in the stack's configuration does not reach a resource with the option provider or providers: .* set SENDCLOUD_PUBLIC_KEY, SENDCLOUD_SECRET_KEY in the environment/,
        ],
        printsNot: [/config set|\n\s+at /],
      },
      {
        does: "the same of a component's providers",
        program: withProviders,
        run: "preview",
        fails: true,
        asks: [],
        prints: [/resource 'roses' has a problem: sendcloud:publicKey, sendcloud:secretKey in the/],
      },
      {
        does: "the environment reaches both",
        program: withProvider + withProviders.replace(provider, ""),
        first: ({ emulator, project }) =>
          void Object.assign(project.environment, {
            SENDCLOUD_PUBLIC_KEY: emulator.publicKey,
            SENDCLOUD_SECRET_KEY: emulator.secretKey,
          }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours" }), get(8), patch(8, { shop_name: "Reds" })],
        anyOrder: true,
      },
    ],
  },
  {
    title: "options that a dynamic provider is not told of do nothing",
    seed,
    steps: [
      {
        when: "a resource has the option `customTimeouts`",
        then: "the option does nothing: requests have their own time limits",
        program: one("Ours"),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Ours", webhook_url: url })],
      },
      {
        when: "a setting that `replaceOnChanges` names is edited",
        then: "up updates the resource, as without the option",
        program: one("Newer"),
        run: "up",
        asks: [patch(7, { shop_name: "Newer" })],
        prints: [/1 updated/],
        printsNot: [/replaced/],
      },
      {
        when: "`additionalSecretOutputs` names `webhookUrl`",
        then: "the state hides it among the outputs, but not among the inputs: declare a secret instead",
        run: "stack export",
        asks: [],
        prints: [/^(?![^]*canary[^]*canary)[^]*canary/],
      },
    ],
  },
];

tell("options of resources", stories);
