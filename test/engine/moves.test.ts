/** Integrations that move between resources, where the engine decides what comes first: targets, replacements that others cause, errors that do not end a run. */
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

const firstReturned: Step = {
  does: "destroy returns the shop to what it was before both",
  run: "destroy",
  asks: [get(7), patch(7, { shop_name: "Old" })],
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
];

/** One resource that the engine replaces for the sake of another. */
const dragged = (other: number, rest: string): string =>
  imports +
  `const b = ${one("b", `integrationId: ${other}, shopName: "B"`)}` +
  `new One("a", { integrationId: ${rest.includes("replaceWith") ? "7" : "b.type.apply(() => 7)"}, shopName: "A", onDestroy: "restore" }, ${rest});`;

const draggedStories: Story[] = ["{ replaceWith: [b] }", "{}"].map((options) => ({
  title: `a resource that is replaced because another one is (${options === "{}" ? "its number depends on it" : "replaceWith"})`,
  seed,
  steps: [
    { ...bothAdopted, program: dragged(8, options) },
    {
      when: "a resource is replaced with another one, by `replaceWith` or because its number depends on it",
      then: "its integration is restored, and then adopted again",
      program: dragged(9, options),
      run: "up",
      asks: [
        get(7),
        patch(7, { shop_name: "Old" }),
        get(8),
        patch(8, { shop_name: "Roses" }),
        get(9),
        patch(9, { shop_name: "B" }),
        get(7),
        patch(7, { shop_name: "A" }),
      ],
    },
  ],
}));

const withB = (other: number): string =>
  imports +
  `const b = ${one("b", `integrationId: ${other}, shopName: "B"`)}` +
  one("a", 'integrationId: 7, shopName: "A"', "{ deletedWith: b, dependsOn: [b] }");

/** Pulumi asks the provider only to create the second one: that looks like a first adoption. */
const deletedWith: Story = {
  title: "a resource that is replaced with its deletedWith",
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
tell("moves", draggedStories);
