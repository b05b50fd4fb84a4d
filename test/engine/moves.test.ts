/** Integrations that move between resources, where the engine decides what comes first: targets, replacements that others cause, errors that do not end a run. */
import assert from "node:assert/strict";
import { tell, tellInYaml } from "../support/tell";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Step, Story } from "../support/story";

/** The integrations that the resources are of. */
const seed = [
  { id: 7, shop_name: "Old", type: "shopify" },
  { id: 8, shop_name: "Roses" },
  { id: 9, shop_name: "Herbs" },
];

const one = (name: string, args: string, opts = "{}"): string =>
  `new One("${name}", { ${args}, onDestroy: "restore" }, ${opts});\n`;

/** One resource manages the first shop. */
const adopted: Step = {
  does: "adopted",
  program: imports + one("a", 'integrationId: 7, shopName: "A"'),
  run: "up",
  asks: [get(7), patch(7, { shop_name: "A" })],
};

const both = (seven: string, eight: string): string =>
  imports +
  one("a", `integrationId: ${seven}, shopName: "A"`) +
  one("b", `integrationId: ${eight}, shopName: "B"`);

const bothAdopted: Step = {
  does: "adopted",
  program: both("7", "8"),
  run: "up",
  asks: [get(7), patch(7, { shop_name: "A" }), get(8), patch(8, { shop_name: "B" })],
  anyOrder: true,
};

const stories: Story[] = [
  {
    title: "half of a swap, by --target",
    seed,
    steps: [
      bothAdopted,
      {
        when: "`pulumi up --target` does half of a swap of two integrations",
        then: "the targeted resource's first integration is restored, and it adopts the other; the next up does the other half",
        program: both("8", "7"),
        run: "up --target **::a",
        asks: [get(7), patch(7, { shop_name: "Old" }), get(8), patch(8, { shop_name: "A" })],
      },
      {
        does: "the other half",
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" })],
        prints: [/integration 8 \(b\): not restored, since the program still declares it/],
      },
    ],
  },
  {
    title: "--continue-on-error goes on after a failed adoption, and ends",
    seed,
    steps: [
      adopted,
      {
        when: "a resource is renamed without an alias, its adoption fails, and the run has `--continue-on-error`",
        then: "up ends with the error, and the old resource is not restored, since the program still declares it",
        first: ({ emulator }) =>
          emulator.intercept(({ method }, response) => {
            if (method === "PATCH") response.writeHead(403).end();
            return method === "PATCH";
          }),
        program: imports + one("b", 'integrationId: 7, shopName: "B"'),
        run: "up --continue-on-error",
        fails: true,
        asks: [get(7), patch(7, { shop_name: "B" })],
      },
      {
        does: "the next up adopts what there is",
        first: ({ emulator }) => emulator.intercept(),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" })],
      },
    ],
  },

  {
    title:
      "with --target, the resource that goes may be applied first, and a destroy goes by the state",
    seed,
    steps: [
      adopted,
      {
        does: "the old one alone restores, since nothing else manages the shop yet",
        program: imports + one("b", 'integrationId: 7, shopName: "B"'),
        run: "up --target **::a",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
      {
        does: "then the new one",
        run: "up --target **::b",
        asks: [get(7), patch(7, { shop_name: "B" })],
      },
      {
        does: "a destroy with a program that renames it by an alias returns the shop to what it was before both",
        program:
          imports + one("c", 'integrationId: 7, shopName: "A"', '{ aliases: [{ name: "b" }] }'),
        run: "destroy --run-program",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
];

/** Two resources that the engine replaces for the sake of another. */
const dragged = (other: number): string =>
  imports +
  `const b = ${one("b", `integrationId: ${other}, shopName: "B"`)}` +
  one("a", 'integrationId: 7, shopName: "A"', "{ replaceWith: [b] }") +
  one("c", 'integrationId: b.type.apply(() => 10), shopName: "C"');

const draggedStory: Story = {
  title: "a resource that is replaced because another one is",
  engine: { since: "3.276.0", for: "the option replaceWith" },
  seed: [...seed, { id: 10, shop_name: "Trees" }],
  steps: [
    {
      ...bothAdopted,
      program: dragged(8),
      asks: [...bothAdopted.asks, get(10), patch(10, { shop_name: "C" })],
    },
    {
      when: "a resource is replaced with another one, by `replaceWith` or because its number depends on it",
      then: "its integration is restored, and then adopted again",
      program: dragged(9),
      run: "up",
      asks: [
        ...[get(7), patch(7, { shop_name: "Old" }), get(7), patch(7, { shop_name: "A" })],
        ...[get(8), patch(8, { shop_name: "Roses" }), get(9), patch(9, { shop_name: "B" })],
        ...[get(10), patch(10, { shop_name: "Trees" }), get(10), patch(10, { shop_name: "C" })],
      ],
      anyOrder: true,
      verify({ emulator }) {
        assert.equal(emulator.integration(7)?.shop_name, "A");
        assert.equal(emulator.integration(10)?.shop_name, "C");
      },
    },
  ],
};

const withB = (other: number): string =>
  imports +
  `const b = ${one("b", `integrationId: ${other}, shopName: "B"`)}` +
  one("a", 'integrationId: 7, shopName: "A"', "{ deletedWith: b, dependsOn: [b] }");

/** Pulumi asks the provider only to create the second one: that looks like a first adoption. */
const deletedWith: Story = {
  title: "a resource that is replaced with its deletedWith",
  engine: { since: "3.276.0", for: "a replacement for the sake of deletedWith" },
  seed,
  steps: [
    { ...bothAdopted, program: withB(8) },
    {
      when: "a resource is replaced with its `deletedWith`",
      then: "its integration stays as it is, and is adopted anew, as a line says; what it was before is forgotten",
      program: withB(9),
      run: "up",
      asks: [
        get(8),
        patch(8, { shop_name: "Roses" }),
        get(9),
        patch(9, { shop_name: "B" }),
        get(7),
      ],
      prints: [/integration 7 \(a\): adopted, changing nothing/],
    },
  ],
};

tellInYaml("moves, in YAML", [...stories, deletedWith]);
tell("moves", [draggedStory]);
