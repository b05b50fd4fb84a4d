/** Integrations that move into a set and out of it, or are restored. */
import assert from "node:assert/strict";
import { declaringSet, get, imports, patch, seed } from "../../support/sets";
import type { Story } from "../../support/story";

export const stories: Story[] = [
  {
    title: "an integration moves between a resource of its own and a set, and nothing is restored",
    seed,
    steps: [
      {
        does: "an integration has a resource of its own",
        program: `${imports}new One("tulips", { integrationId: 7, shopName: "Tulips", onDestroy: "restore" });`,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "Tulips" })],
      },
      {
        does: "it moves into a set: it is read, nothing is sent, and nothing is restored",
        program: declaringSet(
          {
            tulips: { integrationId: 7, shopName: "Tulips" },
            roses: { integrationId: 8, shopName: "Roses" },
          },
          { onDestroy: "restore" },
        ),
        run: "up",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [/integration 7: not restored, since the program still declares it/],
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Tulips"),
      },
      {
        does: "it moves out again, the resource of its own after the set: it ends as declared",
        program: `${declaringSet({ roses: { integrationId: 8, shopName: "Roses" } }, { onDestroy: "restore" })}
          new One("tulips", { integrationId: 7, shopName: "Tulips" }, { dependsOn: [shops] });`,
        run: "up",
        asks: [get(7), get(7)],
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Tulips"),
      },
    ],
  },
  {
    title: "members of a set are restored when they are removed, or with the set",
    seed,
    steps: [
      {
        does: "adopted with onDestroy restore",
        program: declaringSet(
          {
            tulips: { integrationId: 7, shopName: "Tulips" },
            roses: { integrationId: 8, shopName: "Reds" },
          },
          { onDestroy: "restore" },
        ),
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Tulips" }), patch(8, { shop_name: "Reds" })],
        anyOrder: true,
      },
      {
        does: "a member that is removed returns to what it was",
        program: declaringSet(
          { tulips: { integrationId: 7, shopName: "Tulips" } },
          { onDestroy: "restore" },
        ),
        run: "up",
        asks: [get(8), patch(8, { shop_name: "Roses" })],
        prints: [
          /integration 8 \(roses\): no longer declared, and returns to what it was when it was adopted/,
        ],
      },
      {
        does: "and destroy restores the rest",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
];
