/** What refresh tells of a shop. */
import assert from "node:assert/strict";
import { play } from "../support/scene";

const read = ["GET", "/integrations/7"];

play("what refresh finds", [
  {
    title: "refresh finds drift of managed settings only",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: { integrationId: 7, shopName: "New", feedbackType: "eager" } },
        run: "up",
        asks: [read, ["PATCH", "/integrations/7", { shop_name: "New", feedback_type: "eager" }]],
      },
      {
        when: "only read-only facts change (`updatedAt`, `lastFetchedAt`) or settings that are not managed",
        then: "refresh finds no drift",
        first: ({ emulator }) =>
          emulator.edit(7, {
            last_fetched_at: "2027-01-01T00:00:00Z",
            webhook_url: "https://hooks.example/other",
            shop_url: "https://x.example",
          }),
        run: "refresh --diff",
        asks: [read],
        operations: [],
        printsNot: [/last_?fetched|updated_?at|warning/i],
      },
      {
        when: "Sendcloud says that an integration is failing",
        then: "refresh warns, with the date, and finds no drift",
        first: ({ emulator }) => emulator.edit(7, { started_failing_at: "2026-05-05T06:07:08Z" }),
        run: "refresh",
        asks: [read],
        prints: [/warning: integration 7 \(shop\) is failing since 2026-05-05T06:07:08Z/],
      },
      {
        when: "a warning is silenced with `sendcloud:silence`",
        then: "it is not shown",
        first: ({ environment }) => void (environment.SENDCLOUD_SILENCE = "failing"),
        run: "refresh",
        asks: [read],
        printsNot: [/warning/],
      },
      {
        does: "refresh finds a change that somebody made in the panel",
        first: ({ emulator }) => emulator.edit(7, { feedback_type: "none" }),
        run: "refresh",
        asks: [read],
        operations: ["update shop"],
      },
      {
        when: "the program declares what somebody changed in the panel",
        then: "up sends nothing, and the value counts as declared from then on",
        program: { shop: { integrationId: 7, shopName: "New", feedbackType: "none" } },
        run: "up",
        asks: [],
        operations: ["update shop"],
        verify: (world) =>
          assert.deepEqual(world.remembered(), {
            before: { shopName: "Old", feedbackType: "delayed" },
            unsure: [],
          }),
      },
      { does: "an up after that has nothing to do", run: "up", asks: [], operations: [] },
    ],
  },
]);
