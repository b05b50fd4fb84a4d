/** Integrations that move between resources in one run: renamed, swapped, replaced. The memory belongs to the resource that adopted. */
import assert from "node:assert/strict";
import { failing, healed } from "../support/interceptors";
import { secretly } from "../support/provider-process";
import { get, patch } from "../support/requests";
import { play, type Scene, type SceneStep } from "../support/scene";

const seed = [
  { id: 7, shop_name: "Old" },
  { id: 8, shop_name: "Roses" },
];
const shop = (integrationId: number, shopName: string) => ({
  integrationId,
  shopName,
  onDestroy: "restore",
});
const adopted: SceneStep = {
  does: "up adopts",
  program: { shop: shop(7, "New") },
  run: "up",
  asks: [get(7), patch(7, { shop_name: "New" })],
};
const restored: SceneStep = {
  does: "destroy restores what was before the first adoption",
  run: "destroy",
  asks: [get(7), patch(7, { shop_name: "Old" })],
};
const forgotten =
  /warning: integration 7 \(shop\): what it was before is forgotten, since another resource adopted it first: shopName \(was "Old"\)\. A renamed resource keeps it with the option aliases, a replaced one with deleteBeforeReplace: true\n/;
const stillDeclared = /integration 7 \(shop\): not restored, since the program still declares it/;

const scenes: Scene[] = [
  {
    title: "a renamed resource with an alias keeps its memory",
    seed,
    steps: [
      adopted,
      {
        when: "a resource is renamed, with the option `aliases`",
        then: "nothing is sent, and it remembers what the shop was",
        program: { tulips: shop(7, "New") },
        renamed: { tulips: "shop" },
        run: "up",
        asks: [],
        operations: [],
      },
      restored,
    ],
  },
  {
    title: "a renamed resource without an alias adopts anew",
    seed,
    steps: [
      adopted,
      {
        when: "a resource is renamed without the option `aliases`",
        then: "the new resource adopts the shop as it is; what it was before is forgotten, and a warning says so",
        program: { tulips: shop(7, "New") },
        run: "up",
        asks: [get(7)],
        operations: ["create tulips", "delete shop"],
        prints: [/integration 7 \(tulips\): adopted, changing nothing/, stillDeclared, forgotten],
        verify: ({ remembered }) =>
          assert.deepEqual(remembered("tulips")?.before, { shopName: "New" }),
      },
      {
        does: "destroy finds nothing to restore",
        run: "destroy",
        asks: [get(7)],
        prints: [/integration 7 \(tulips\): restored nothing, since all is as it was/],
      },
    ],
  },
  {
    title: "a forced replacement inherits the memory",
    seed,
    steps: [
      adopted,
      {
        when: "a replacement is forced",
        then: "the new resource inherits what the old one remembers; nothing is sent or restored, since the program still declares it",
        run: "up --replace shop",
        asks: [get(7)],
        operations: ["delete shop", "create shop"],
        prints: [stillDeclared],
        printsNot: [/warning/],
        verify: ({ remembered }) => assert.deepEqual(remembered()?.before, { shopName: "Old" }),
      },
      {
        does: "what somebody else changed since is remembered as it was then",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "up --replace shop",
        asks: [get(7), patch(7, { shop_name: "New" })],
        verify: ({ remembered }) => assert.deepEqual(remembered()?.before, { shopName: "Panel" }),
      },
    ],
  },
  {
    title: "a forced replacement that fails keeps the memory",
    seed,
    steps: [
      adopted,
      {
        when: "a replacement is forced, and fails",
        then: "the resource stays in the state with what it remembers, and the next up continues",
        first: (world) => failing(world, "GET", 403),
        run: "up --replace shop",
        fails: true,
        asks: [get(7)],
        verify: ({ remembered }) => assert.deepEqual(remembered()?.before, { shopName: "Old" }),
      },
      { does: "the next up sends nothing", first: healed, run: "up", asks: [] },
      restored,
    ],
  },
  {
    title: "deleteBeforeReplace: false adopts before the old resource is deleted",
    seed,
    steps: [
      adopted,
      {
        when: "`integrationId` is changed with the option `deleteBeforeReplace: false`",
        then: "the second integration is adopted, and then the first is restored",
        program: { shop: shop(8, "New") },
        createsFirst: true,
        run: "up",
        asks: [get(8), patch(8, { shop_name: "New" }), get(7), patch(7, { shop_name: "Old" })],
        operations: ["create shop"],
      },
      {
        does: "up adopts the first again",
        program: { shop: shop(7, "New") },
        createsFirst: true,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New" }), get(8), patch(8, { shop_name: "Roses" })],
      },
      {
        when: "a replacement is forced with the option `deleteBeforeReplace: false`",
        then: "the shop is adopted as it is; what it was before is forgotten, and a warning says so",
        createsFirst: true,
        run: "up --replace shop",
        asks: [get(7)],
        prints: [stillDeclared, forgotten],
        verify: ({ remembered }) => assert.deepEqual(remembered()?.before, { shopName: "New" }),
      },
    ],
  },
  {
    title: "two resources swap their integrations",
    seed,
    steps: [
      {
        does: "up adopts both",
        program: { one: shop(7, "One"), two: shop(8, "Two") },
        run: "up",
        asks: [get(7), patch(7, { shop_name: "One" }), get(8), patch(8, { shop_name: "Two" })],
      },
      {
        when: "two resources swap their integrations in one up",
        then: "both shops end as declared, and nothing is restored; of the one that is adopted before it is let go, what it was is forgotten, and a warning says so",
        program: { one: shop(8, "One"), two: shop(7, "Two") },
        run: "up",
        asks: [get(8), patch(8, { shop_name: "One" }), get(7), patch(7, { shop_name: "Two" })],
        prints: [
          /integration 7 \(one\): not restored, since the program still declares it/,
          /integration 8 \(two\): not restored, since the program still declares it/,
          /warning: integration 8 \(two\): what it was before is forgotten/,
        ],
        printsNot: [/warning: integration 7/],
        verify: ({ remembered }) =>
          assert.deepEqual(
            [remembered("one")?.before, remembered("two")?.before],
            [{ shopName: "Two" }, { shopName: "Old" }],
          ),
      },
    ],
  },
  {
    title: "a move that fails half-way",
    seed,
    steps: [
      adopted,
      {
        when: "a resource moves to another integration, and the `up` fails in between",
        then: "the first integration is restored; the next up adopts the second",
        program: { shop: shop(8, "New") },
        first: ({ emulator }) =>
          emulator.intercept(({ path }, response) => {
            if (path === "/integrations/8") response.writeHead(403).end();
            return path === "/integrations/8";
          }),
        run: "up",
        fails: true,
        asks: [get(7), patch(7, { shop_name: "Old" }), get(8)],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
      {
        does: "the next up adopts the second",
        first: healed,
        run: "up",
        asks: [get(8), patch(8, { shop_name: "New" })],
      },
    ],
  },
  {
    title: "a resource whose integration another one adopts, and does not",
    seed,
    steps: [
      adopted,
      {
        when: "a resource is renamed without the option `aliases`, and the new one's adoption fails",
        then: "the old one stays in the state with what it remembers; the next up adopts anew",
        program: { tulips: shop(7, "Tulips") },
        first: (world) => failing(world, "PATCH", 403),
        run: "up",
        fails: true,
        asks: [get(7), patch(7, { shop_name: "Tulips" })],
        verify: ({ remembered }) => assert.deepEqual(remembered()?.before, { shopName: "Old" }),
      },
      {
        does: "with --continue-on-error the old one goes all the same: the shop stays as it is, and lines say so and what is lost",
        run: "up --continue-on-error",
        fails: true,
        asks: [get(7), patch(7, { shop_name: "Tulips" })],
        prints: [
          stillDeclared,
          /warning: integration 7 \(shop\): what it was before is forgotten, since the resource that declares it now could not adopt it: shopName \(was "Old"\)\. To keep these values, set them in the Sendcloud panel before the next `pulumi up`\n/,
        ],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
    ],
  },
  {
    title: "what a resource held secret, another one that adopts its integration does not show",
    seed,
    steps: [
      {
        does: "up adopts with a secret name",
        program: { shop: { ...shop(7, ""), shopName: secretly("canary") } },
        run: "up",
        asks: [get(7), patch(7, { shop_name: "canary" })],
      },
      {
        does: "a replacement with a plain one",
        program: { shop: shop(7, "New") },
        run: "up --replace shop",
        asks: [get(7), patch(7, { shop_name: "New" })],
        prints: [
          /integration 7 \(shop\): adopted, changing shopName \(what it was is not shown, since it may be a secret\)/,
        ],
        printsNot: [/canary/],
      },
    ],
  },
];

const hook = "https://hooks.example/old";
const withHook = { shop: { ...shop(7, "New"), webhookUrl: "https://hooks.example/new" } };
const adoptsWithHook = {
  does: "up adopts",
  program: withHook,
  run: "up" as const,
  asks: [get(7), patch(7, { shop_name: "New", webhook_url: withHook.shop.webhookUrl })],
};
const removals: Scene[] = [undefined, true as const].map((createsFirst) => ({
  title: `a setting that is removed in the edit of a forced replacement${createsFirst ? ", with deleteBeforeReplace: false" : ""}`,
  seed: [{ id: 7, shop_name: "Old", webhook_url: hook }],
  steps: [
    adoptsWithHook,
    {
      when: 'a setting is removed in the edit of a forced replacement, under `onDestroy: "restore"`',
      then: "it returns to its earlier value; the other settings stay as they are",
      program: { shop: shop(7, "New") },
      ...(createsFirst && { createsFirst }),
      run: "up --replace shop",
      asks: [
        ...(createsFirst ? [get(7)] : []),
        get(7),
        patch(7, { webhook_url: hook }),
        ...(createsFirst ? [] : [get(7)]),
      ],
      prints: [
        /integration 7 \(shop\): no longer declared, will be restored to what it was: webhookUrl\n/,
        /integration 7 \(shop\): restored webhookUrl \(now "https:\/\/hooks\.example\/…"\)\n/,
        ...(createsFirst ? [forgotten] : []),
      ],
      ...(!createsFirst && { printsNot: [/warning/] }),
    },
    {
      does: "destroy returns the rest",
      run: "destroy",
      asks: [get(7), ...(createsFirst ? [] : [patch(7, { shop_name: "Old" })])],
    },
  ],
}));
const failedRemoval: Scene = {
  title: "a forced replacement that removes a setting, and fails, remembers the others",
  seed: [{ id: 7, shop_name: "Old", webhook_url: hook }],
  steps: [
    adoptsWithHook,
    {
      does: "the setting is restored, and the adoption fails",
      program: { shop: shop(7, "Newer") },
      first: ({ emulator }) => {
        let written = false;
        emulator.intercept(({ method }, response) => {
          const isRefused = method === "PATCH" && written;
          written ||= method === "PATCH";
          if (isRefused) response.writeHead(403).end();
          return isRefused;
        });
      },
      run: "up --replace shop",
      fails: true,
      asks: [get(7), patch(7, { webhook_url: hook }), get(7), patch(7, { shop_name: "Newer" })],
      verify: ({ recorded, remembered }) => {
        assert.equal(recorded()?.webhookUrl, undefined);
        assert.deepEqual(remembered()?.before, { shopName: "Old" });
      },
    },
    {
      does: "the next up sends what is declared",
      first: healed,
      run: "up",
      asks: [patch(7, { shop_name: "Newer" })],
    },
    restored,
  ],
};

play("integrations that move between resources", [...scenes, ...removals, failedRemoval]);
