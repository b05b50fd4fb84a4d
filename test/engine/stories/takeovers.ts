/** Resources that take integrations over from one another, whatever the order, the process and the options: a shop ends as declared, and destroy returns it to what it was. */
import assert from "node:assert/strict";
import { imports } from "../../support/programs";
import { get, patch } from "../../support/requests";
import type { Step, Story, World } from "../../support/story";

/** The integrations that the resources are of. */
const seed = [
  { id: 7, shop_name: "Old", type: "shopify" },
  { id: 8, shop_name: "Roses" },
  { id: 9, shop_name: "Herbs" },
];

/** An explicit provider is a process of its own, with a memory of its own. */
const explicit = `${imports}
class Explicit extends pulumi.ProviderResource {
  constructor(name) {
    super("pulumi-nodejs", name, {});
  }
}
`;

const parents =
  'const [x, y] = ["X", "Y"].map((type) => new pulumi.ComponentResource(`test:index:${type}`, type));\n';

const one = (name: string, args: string, opts = "{}"): string =>
  `new One("${name}", { ${args}, onDestroy: "restore" }, ${opts});\n`;

const names =
  (...expected: string[]) =>
  ({ emulator }: World): void =>
    assert.deepEqual(
      [7, 8].map((id) => emulator.integration(id)?.shop_name),
      expected,
    );

/** One resource manages the first shop. */
const adopted: Step = {
  does: "adopted",
  program: imports + one("a", 'integrationId: 7, shopName: "A"'),
  run: "up",
  asks: [get(7), patch(7, { shop_name: "A" })],
};

/** Two resources, and the integrations that they manage. */
const two = (a: number, b: number): string =>
  imports +
  one("a", `integrationId: ${a}, shopName: "A"`) +
  one("b", `integrationId: ${b}, shopName: "B"`);

const bothAdopted: Step = {
  does: "adopted",
  program: two(7, 8),
  run: "up",
  asks: [get(7), patch(7, { shop_name: "A" }), get(8), patch(8, { shop_name: "B" })],
  anyOrder: true,
};

const firstReturned: Step = {
  does: "destroy returns the shop to what it was before both",
  run: "destroy",
  asks: [get(7), patch(7, { shop_name: "Old" })],
};

const bothReturned: Step = {
  does: "destroy returns both",
  run: "destroy",
  asks: [get(7), patch(7, { shop_name: "Old" }), get(8), patch(8, { shop_name: "Roses" })],
  anyOrder: true,
};

const stillDeclared = /integration 7: not restored, since the program still declares it/;

export const stories: Story[] = [
  {
    title:
      "a resource that is renamed, without an alias, and gets an explicit provider keeps what the shop was",
    only: "dynamic",
    seed,
    steps: [
      adopted,
      {
        does: "the resource that takes over sends what it declares, and the other one restores nothing",
        program:
          explicit +
          one("b", 'integrationId: 7, shopName: "B"', '{ provider: new Explicit("mine") }'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" })],
        prints: [stillDeclared],
      },
      firstReturned,
    ],
  },
  {
    title: "resources of two processes that swap integrations keep what the shops were",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "adopted",
        program:
          explicit +
          one("a", 'integrationId: 7, shopName: "A"') +
          one("b", 'integrationId: 8, shopName: "B"', '{ provider: new Explicit("mine") }'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "A" }), get(8), patch(8, { shop_name: "B" })],
        anyOrder: true,
      },
      {
        does: "swapped: each shop gets one PATCH",
        program:
          explicit +
          one("a", 'integrationId: 8, shopName: "A"') +
          one("b", 'integrationId: 7, shopName: "B"', '{ provider: new Explicit("mine") }'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" }), get(8), patch(8, { shop_name: "A" })],
        anyOrder: true,
      },
      bothReturned,
    ],
  },
  {
    title: "with --target, the resource that takes over may be applied first",
    only: "dynamic",
    seed,
    steps: [
      adopted,
      {
        does: "the new one alone",
        program: imports + one("b", 'integrationId: 7, shopName: "B"'),
        run: "up --target **::b",
        asks: [get(7), patch(7, { shop_name: "B" })],
      },
      {
        does: "then the old one, which restores nothing",
        run: "up --target **::a",
        asks: [],
        prints: [stillDeclared],
      },
      firstReturned,
    ],
  },
  {
    title:
      "with --target, the resource that goes may be applied first: it restores, since nothing else manages the shop yet",
    seed,
    steps: [
      adopted,
      {
        does: "the old one alone",
        program: imports + one("b", 'integrationId: 7, shopName: "B"'),
        run: "up --target **::a",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
      {
        does: "then the new one",
        run: "up --target **::b",
        asks: [get(7), patch(7, { shop_name: "B" })],
      },
      firstReturned,
    ],
  },
  {
    title:
      "with --target, half of a swap restores the shop that nobody manages any more, and the other half remembers what it was",
    only: "dynamic",
    seed,
    steps: [
      bothAdopted,
      {
        does: "one resource alone takes the other's shop: its own returns to what it was",
        program: two(8, 7),
        run: "up --target **::a",
        asks: [get(7), patch(7, { shop_name: "Old" }), get(8), patch(8, { shop_name: "A" })],
        anyOrder: true,
      },
      {
        does: "the other half: the shop that is left is not restored, since it is managed",
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" }), get(8)],
        anyOrder: true,
        prints: [/integration 8: not restored, since the program still declares it/],
      },
      bothReturned,
    ],
  },
  {
    title:
      "what a resource held secret is not shown when another one takes its shop over, nor when Sendcloud repeats it",
    seed,
    steps: [
      {
        does: "adopted with a secret name",
        program: imports + one("a", 'integrationId: 7, shopName: pulumi.secret("canary")'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "canary" })],
      },
      {
        does: "taken over by a resource with a plain one",
        program: imports + one("b", 'integrationId: 7, shopName: "B"'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" })],
        prints: [
          /integration 7: adopted, changing shopName \(what it was is not shown, since it may be a secret\)/,
        ],
        printsNot: [/canary/],
      },
      {
        does: "a secret number is not shown where text is wanted",
        program: imports + one("b", "integrationId: 7, shopName: pulumi.secret(4711)"),
        run: "preview",
        fails: true,
        asks: [],
        prints: [/shopName must be text, but a number was given/],
        printsNot: [/4711/],
      },
    ],
  },
  {
    title: "half of a swap that is undone ends as declared",
    only: "dynamic",
    seed,
    steps: [
      bothAdopted,
      {
        does: "one half",
        program: two(8, 7),
        run: "up --target **::b",
        asks: [get(8), patch(8, { shop_name: "Roses" }), get(7), patch(7, { shop_name: "B" })],
        anyOrder: true,
      },
      {
        does: "undone: the shop that both had is what the program says",
        program: two(7, 8),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "A" }), get(8), patch(8, { shop_name: "B" })],
        anyOrder: true,
        verify: names("A", "B"),
      },
      { does: "nothing is left to do", run: "up", asks: [], prints: [/3 unchanged/] },
      bothReturned,
    ],
  },
  {
    title:
      "what a resource managed, and the one that takes its shop over does not, is left, and told",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "adopted, a resource and a member",
        program: `${imports}${one("a", 'integrationId: 7, shopName: "A", feedbackType: "none"')}
          new Set("s", { integrations: { m: { integrationId: 8, shopName: "M" } }, onDestroy: "restore" });`,
        run: "up",
        asks: [
          get(7),
          patch(7, { shop_name: "A", feedback_type: "none" }),
          get(8),
          patch(8, { shop_name: "M" }),
        ],
        anyOrder: true,
      },
      {
        does: "renamed, with fewer settings, or others",
        program: `${imports}${one("b", 'integrationId: 7, feedbackType: "eager"')}
          new Set("s", { integrations: { n: { integrationId: 8, feedbackType: "none" } }, onDestroy: "restore" });`,
        run: "up",
        asks: [
          get(7),
          patch(7, { feedback_type: "eager" }),
          get(8),
          patch(8, { feedback_type: "none" }),
        ],
        anyOrder: true,
        prints: [
          /integration 7: left as it is, and what it was is forgotten, since the resource that takes it over does not declare it: shopName/,
          /integration 8 \(n\): left as it is, and what it was is forgotten, .*: shopName/,
        ],
      },
      {
        does: "destroy returns the rest",
        run: "destroy",
        asks: [
          get(7),
          patch(7, { feedback_type: "delayed" }),
          get(8),
          patch(8, { feedback_type: "delayed" }),
        ],
        anyOrder: true,
      },
    ],
  },
  {
    title:
      "a resource whose integration comes from a transform remembers what the one before it did",
    only: "dynamic",
    seed,
    steps: [
      adopted,
      {
        does: "the resource that the transform gives the shop sends what it declares, and the other one restores nothing",
        program: `${imports}
          pulumi.runtime.registerResourceTransform(({ name, props, opts }) => (name === "b" ? { props: { ...props, integrationId: 7 }, opts } : undefined));
          ${one("b", 'integrationId: 8, shopName: "B"')}`,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" })],
        prints: [stillDeclared],
        printsNot: [/is forgotten/],
      },
      firstReturned,
    ],
  },
  {
    title:
      "a resource of the same name below another parent, in another process, is another resource",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "adopted below one parent",
        program: `${explicit}${parents}${one("s", 'integrationId: 7, shopName: "A"', "{ parent: x }")}`,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "A" })],
      },
      {
        does: "taken over below another: nothing is restored",
        program: `${explicit}${parents}${one("s", 'integrationId: 7, shopName: "A"', '{ parent: y, provider: new Explicit("mine") }')}`,
        run: "up",
        asks: [get(7)],
        prints: [stillDeclared],
      },
      firstReturned,
    ],
  },
  {
    title:
      "a destroy with the program restores a resource that was renamed by an alias and never applied",
    seed,
    steps: [
      adopted,
      {
        does: "the shop is returned",
        program:
          imports + one("b", 'integrationId: 7, shopName: "A"', '{ aliases: [{ name: "a" }] }'),
        run: "destroy --run-program",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
  {
    title: "a resource that is replaced with another one is not restored in between",
    only: "dynamic",
    engine: { since: "3.208.0", for: "the option replaceWith" },
    seed,
    steps: [
      {
        does: "adopted",
        program: `${imports}const x = ${one("x", 'integrationId: 8, shopName: "X"')}${one("a", 'integrationId: 7, shopName: "A"', "{ replaceWith: [x] }")}`,
        run: "up",
        asks: [get(8), patch(8, { shop_name: "X" }), get(7), patch(7, { shop_name: "A" })],
        anyOrder: true,
      },
      {
        does: "the other one manages another shop now: only that one is restored and adopted",
        program: `${imports}const x = ${one("x", 'integrationId: 9, shopName: "X"')}${one("a", 'integrationId: 7, shopName: "A"', "{ replaceWith: [x] }")}`,
        run: "up",
        asks: [
          get(8),
          patch(8, { shop_name: "Roses" }),
          get(9),
          patch(9, { shop_name: "X" }),
          get(7),
        ],
        anyOrder: true,
        prints: [stillDeclared],
      },
      {
        ...bothReturned,
        asks: [get(7), patch(7, { shop_name: "Old" }), get(9), patch(9, { shop_name: "Herbs" })],
      },
    ],
  },
  {
    title:
      "a resource that is replaced because its integration comes from one that is replaced is not restored in between",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "adopted",
        program: `${imports}const x = ${one("x", 'integrationId: 9, shopName: "X"')}${one("a", 'integrationId: x.integrationId.apply(() => 7), shopName: "A"')}`,
        run: "up",
        asks: [get(9), patch(9, { shop_name: "X" }), get(7), patch(7, { shop_name: "A" })],
        anyOrder: true,
      },
      {
        does: "the other one manages another shop now: only that one is restored and adopted",
        program: `${imports}const x = ${one("x", 'integrationId: 8, shopName: "X"')}${one("a", 'integrationId: x.integrationId.apply(() => 7), shopName: "A"')}`,
        run: "up",
        asks: [
          get(9),
          patch(9, { shop_name: "Herbs" }),
          get(8),
          patch(8, { shop_name: "X" }),
          get(7),
        ],
        anyOrder: true,
        prints: [stillDeclared],
      },
      bothReturned,
    ],
  },
  {
    title:
      "a replacement that is created before the old resource is deleted remembers what the shop was",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "adopted, with deleteBeforeReplace off",
        program:
          imports + one("a", 'integrationId: 7, shopName: "A"', "{ deleteBeforeReplace: false }"),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "A" })],
      },
      {
        does: "replaced by request",
        program:
          imports + one("a", 'integrationId: 7, shopName: "B"', "{ deleteBeforeReplace: false }"),
        run: "up --replace **::a",
        asks: [get(7), patch(7, { shop_name: "B" })],
      },
      {
        does: "destroy with the program returns the shop",
        run: "destroy --run-program",
        asks: [get(7), patch(7, { shop_name: "Old" })],
        verify: names("Old", "Roses"),
      },
    ],
  },
  {
    title:
      "a member that moves out of its set, or from set to set, is neither restored nor forgotten, whoever comes first in the program",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "two members",
        program: `${imports}new Set("s", { integrations: { a: { integrationId: 7, shopName: "A" }, b: { integrationId: 8, shopName: "B" } }, onDestroy: "restore" });`,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "A" }), get(8), patch(8, { shop_name: "B" })],
        anyOrder: true,
      },
      {
        does: "a preview does not say that the shop returns to what it was",
        program: `${imports}new Set("s", { integrations: { b: { integrationId: 8, shopName: "B" } }, onDestroy: "restore" });
          ${one("a", 'integrationId: 7, shopName: "A"')}`,
        run: "preview",
        asks: [],
        printsNot: [/returns to what it was/],
      },
      { does: "nothing is sent", run: "up", asks: [get(7)], printsNot: [/returns to what it was/] },
      {
        does: "nor when it moves into another set, and its first set goes",
        program: `${imports}new Set("t", { integrations: { a: { integrationId: 7, shopName: "A" }, b: { integrationId: 8, shopName: "B" } }, onDestroy: "restore" });`,
        run: "up",
        asks: [get(7), get(8)],
        anyOrder: true,
      },
      bothReturned,
    ],
  },
];
