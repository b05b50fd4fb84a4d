/** Resources that take integrations over from one another, whatever the order, the process and the options: a shop ends as declared, and destroy returns it to what it was. */
import { tellInYaml } from "../support/tell";
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

const stories: Story[] = [
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

tellInYaml("moves, in YAML", stories);
