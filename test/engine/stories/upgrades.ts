/** States that earlier versions wrote: this version reads them, and goes on from them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { recorded } from "../../support/state";
import { inJavaScript, type Programs } from "../../support/recorded-program";
import type { Story, World } from "../../support/story";

const imported =
  (name: string) =>
  async ({ project }: World): Promise<void> => {
    const { status, output } = await project.pulumi([
      "stack",
      "import",
      "--file",
      join(__dirname, `../../states/${name}.json`),
    ]);
    assert.equal(status, 0, output);
  };

const read = ["GET", "/integrations/7"];
const patched = (body: object): unknown[] => ["PATCH", "/integrations/7", body];
const settings =
  'servicePointEnabled: true, servicePointCarriers: ["postnl", "dhl"], webhookUrl: null';
const live = {
  shop_name: "New",
  type: "shopify",
  service_point_enabled: true,
  service_point_carriers: ["dhl", "postnl"],
};

/** What Sendcloud holds once the recorded programs were applied. */
const appliedSeed: Story["seed"] = [
  { id: 7, shop_name: "Flowers", webhook_active: true, webhook_url: "https://hooks.example/new" },
  {
    id: 8,
    shop_name: "Books",
    service_point_enabled: true,
    service_point_carriers: ["dhl", "postnl"],
    feedback_type: "eager",
  },
  { id: 9, shop_name: "Toy shop" },
];

const restored = {
  shop_name: "Old",
  webhook_active: false,
  webhook_url: "https://hooks.example/old",
};

/** The life of a stack that an earlier version wrote: nothing to do, nothing drifted, restored as that version remembered. */
function upgrade(
  name: string,
  program: string,
  {
    row,
    hasSet,
    unchanged,
    reads,
  }: { row?: true; hasSet?: true; unchanged: RegExp; reads: unknown[] },
): Story {
  const said = {
    when: "a state was written by 0.1.0",
    then: "preview finds nothing to do, and destroy restores what that version remembered",
  };
  return {
    title: `a state of ${name} previews unchanged, and is restored`,
    seed: appliedSeed,
    steps: [
      {
        ...(row ? said : { does: "preview finds nothing to do" }),
        first: imported(name),
        program,
        run: "preview",
        asks: [],
        prints: [unchanged],
      },
      { does: "up sends nothing", run: "up", asks: [], prints: [unchanged] },
      {
        does: "refresh finds no drift",
        run: "refresh",
        asks: reads,
        anyOrder: true,
        prints: [unchanged],
      },
      {
        does: "and destroy restores what is to be restored",
        run: "destroy",
        asks: [
          read,
          patched(restored),
          ...(hasSet
            ? [
                ["GET", "/integrations/9"],
                ["PATCH", "/integrations/9", { shop_name: "Toys" }],
              ]
            : []),
        ],
        anyOrder: true,
      },
    ],
  };
}

const allRead = (...ids: number[]): unknown[] => ids.map((id) => ["GET", `/integrations/${id}`]);

/** The lives of recorded stacks, with programs that declare the same. */
export const recordedStories = ({ single, set }: Programs): Story[] => [
  upgrade("0.1.0-first", single, { unchanged: /3 unchanged/, reads: allRead(7, 8) }),
  upgrade("0.1.0-sets", set, { hasSet: true, unchanged: /4 unchanged/, reads: allRead(7, 8, 9) }),
  upgrade("0.1.0-last", set, {
    row: true,
    hasSet: true,
    unchanged: /4 unchanged/,
    reads: allRead(7, 8, 9),
  }),
];

/** What is so of states of other formats. */
export const formatStories: Story[] = [
  {
    title: "a state without adoptions remembers from the next update on",
    seed: [{ id: 7, ...live }],
    steps: [
      {
        when: "a state was written before adoptions were remembered",
        then: "preview finds nothing to do",
        first: imported("without-adoption"),
        program: { shop: `{ integrationId: 7, shopName: "New", ${settings} }` },
        run: "preview",
        asks: [],
        prints: [/2 unchanged/],
      },
      {
        does: "refresh finds nothing either",
        run: "refresh",
        asks: [read],
        prints: [/2 unchanged/],
      },
      {
        when: "a state was written before adoptions were remembered",
        then: "the next update remembers the values that the settings have at that time",
        program: {
          shop: `{ integrationId: 7, shopName: "Newer", ${settings}, onDestroy: "restore" }`,
        },
        run: "up",
        asks: [read, patched({ shop_name: "Newer" })],
        verify: async (world) => {
          const before = {
            shopName: "New",
            servicePointEnabled: true,
            servicePointCarriers: ["dhl", "postnl"],
            webhookUrl: null,
          };
          assert.deepEqual((await recorded(world)).shop?.adoption, { format: 2, before });
        },
      },
      {
        does: "and destroy restores that",
        run: "destroy",
        asks: [read, patched({ shop_name: "New" })],
      },
    ],
  },
  {
    title: "a state of format 1 is read, and updated as usual",
    seed: [{ id: 7, ...live }],
    steps: [
      {
        when: "a state was written in format 1",
        then: "preview finds nothing to do",
        first: imported("format-1"),
        program: {
          shop: `{ integrationId: 7, shopName: "New", ${settings}, onDestroy: "restore" }`,
        },
        run: "preview",
        asks: [],
        prints: [/2 unchanged/],
      },
      {
        when: "a state was written in format 1",
        then: "update, refresh and destroy use what it remembers",
        program: {
          shop: `{ integrationId: 7, shopName: "Newer", ${settings}, onDestroy: "restore" }`,
        },
        run: "up",
        asks: [patched({ shop_name: "Newer" })],
      },
      { does: "refresh", run: "refresh", asks: [read], prints: [/2 unchanged/] },
      {
        does: "and destroy restores it",
        run: "destroy",
        asks: [
          read,
          patched({
            shop_name: "Old",
            service_point_enabled: false,
            service_point_carriers: ["dhl"],
            webhook_url: "https://hooks.example/old",
          }),
        ],
      },
    ],
  },
  {
    title: "a state of a newer format is refused",
    seed: [{ id: 7, ...live }],
    steps: [
      {
        when: "a state was written by a newer version",
        then: "every command fails, changes nothing, and says to install that version",
        first: imported("format-99"),
        program: { shop: `{ integrationId: 7, shopName: "Newer", ${settings} }` },
        run: "up",
        fails: true,
        asks: [],
        prints: [
          /written by a newer pulumi-sendcloud: its output adoption is of format 99.* Install the newest pulumi-sendcloud/,
        ],
        printsNot: [/\n\s+at /],
      },
    ],
  },
];

export const stories: Story[] = [...recordedStories(inJavaScript), ...formatStories];
