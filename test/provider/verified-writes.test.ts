/** Writes that are read back, and values that Sendcloud stores in its own way. */
import assert from "node:assert/strict";
import { healed } from "../support/interceptors";
import { behave } from "../support/likeness";
import { play } from "../support/scene";

const read = ["GET", "/integrations/7"];
const patched = (body: object): unknown[] => ["PATCH", "/integrations/7", body];
const shop = (args: object) => ({ shop: { integrationId: 7, ...args } });

play("verified writes and spellings", [
  {
    title: "verifyWrites reads every write back, and records what Sendcloud holds",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        when: "`sendcloud:verifyWrites` is on",
        then: "every write is read back",
        first: ({ config }) => void (config.verifyWrites = "true"),
        program: shop({ shopName: "New", feedbackType: "none" }),
        run: "up",
        asks: [read, patched({ shop_name: "New", feedback_type: "none" }), read],
      },
      {
        when: "`sendcloud:verifyWrites` is on, and Sendcloud stores a different value than was sent",
        then: "up fails, and the state records what it holds",
        program: shop({ shopName: "Newer", feedbackType: "eager" }),
        first: ({ emulator }) =>
          emulator.intercept(({ method }, response) => {
            if (method !== "PATCH") return false;
            emulator.edit(7, { shop_name: "NEWER", feedback_type: "eager" });
            response.writeHead(204).end();
            return true;
          }),
        run: "up",
        fails: true,
        asks: [patched({ shop_name: "Newer", feedback_type: "eager" }), read],
        prints: [
          /Sendcloud accepted the change \(PATCH http.*\), but holds something else for shopName: the next `pulumi up` sends it again/,
        ],
        verify: (world) => {
          const { shopName, feedbackType } = world.recorded() ?? {};
          assert.deepEqual([shopName, feedbackType], ["NEWER", "eager"]);
        },
      },
      {
        does: "the next up sends only that again",
        first: healed,
        run: "up",
        asks: [patched({ shop_name: "Newer" }), read],
      },
      {
        when: "`sendcloud:verifyWrites` is on, and somebody else has changed another managed setting",
        then: "the state records it, and the next up puts it right",
        first: ({ emulator }) => emulator.edit(7, { feedback_type: "delayed" }),
        program: shop({ shopName: "Newest", feedbackType: "eager" }),
        run: "up",
        asks: [patched({ shop_name: "Newest" }), read],
        verify: (world) => assert.equal(world.recorded()?.feedbackType, "delayed"),
      },
      { does: "and puts it right", run: "up", asks: [patched({ feedback_type: "eager" }), read] },
    ],
  },
  {
    title: "values that Sendcloud normalises are no drift",
    seed: [{ id: 7 }],
    steps: [
      {
        does: "up adopts, and verifies what is stored in another way",
        first({ config, emulator }) {
          config.verifyWrites = "true";
          behave(emulator, { normalizes: true });
        },
        program: shop({
          shopUrl: "https://Tulips.example",
          servicePointEnabled: true,
          servicePointCarriers: ["PostNL", "DHL"],
        }),
        run: "up",
        asks: [
          read,
          patched({
            shop_url: "https://Tulips.example",
            service_point_enabled: true,
            service_point_carriers: ["DHL", "PostNL"],
          }),
          read,
        ],
        verify: ({ emulator }) =>
          assert.equal(emulator.integration(7)?.shop_url, "https://tulips.example/"),
      },
      {
        when: "Sendcloud stores a value in its own spelling (a URL's last slash or the case of its host, the order or case of carriers)",
        then: "refresh finds no drift",
        run: "refresh",
        asks: [read],
        operations: [],
      },
      { does: "and up has nothing to do", run: "up", asks: [], operations: [] },
    ],
  },
]);
