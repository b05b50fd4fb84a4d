/** Writes whose answer is lost: afterwards the state claims nothing that Sendcloud does not have. */
import assert from "node:assert/strict";
import { breaking, healed, losing } from "../support/interceptors";
import { play } from "../support/scene";

const read = ["GET", "/integrations/7"];
const patched = (body: object): unknown[] => ["PATCH", "/integrations/7", body];
const times = (count: number, request: unknown): unknown[] =>
  Array.from({ length: count }, () => request);
const shop = (args: object) => ({ shop: { integrationId: 7, ...args } });

play("writes whose answer is lost", [
  {
    title: "an update whose answer is lost is read back, or recorded as unknown",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/old" }],
    steps: [
      {
        when: "the answer to a `PATCH` is lost, but it was applied",
        then: "up reads the integration back, and succeeds",
        program: shop({ shopName: "New", onDestroy: "restore" }),
        first: losing,
        run: "up",
        asks: [read, ...times(5, patched({ shop_name: "New" })), read],
        verify: (world) =>
          assert.deepEqual(world.remembered(), { before: { shopName: "Old" }, unsure: [] }),
      },
      {
        when: "a `PATCH` never arrives",
        then: "up fails and says that nothing was changed; the state keeps what Sendcloud has",
        program: shop({ shopName: "Newer", onDestroy: "restore" }),
        first: breaking,
        run: "up",
        fails: true,
        asks: [...times(5, patched({ shop_name: "Newer" })), read],
        prints: [
          /no response from Sendcloud after 5 attempts: .*Nothing was changed: Sendcloud was asked, and holds shopName as before/,
        ],
        printsNot: [/\n\s+at /],
        verify: (world) => assert.equal(world.recorded()?.shopName, "New"),
      },
      {
        when: "the answer to a `PATCH` is lost, and it cannot be read back",
        then: "up fails and says which settings are not known; the state leaves them out",
        first: (world) => losing(world, { reads: true }),
        run: "up",
        fails: true,
        asks: [...times(5, patched({ shop_name: "Newer" })), ...times(5, read)],
        prints: [
          /Reading it back failed too: .*Whether Sendcloud now holds shopName as sent is unknown: the next `pulumi up` sends it again/,
        ],
        printsNot: [/\n\s+at /],
        verify: (world) => {
          const { shopName } = world.recorded() ?? {};
          assert.equal(shopName, undefined);
          assert.deepEqual(world.remembered(), {
            before: { shopName: "Old" },
            unsure: ["shopName"],
          });
          assert.equal(world.emulator.integration(7)?.shop_name, "Newer");
        },
      },
      {
        does: "what could not be read back is sent again by the next up, even where the program is what it was before",
        program: shop({ shopName: "New", onDestroy: "restore" }),
        first: healed,
        run: "up",
        asks: [read, patched({ shop_name: "New" })],
        verify: (world) =>
          assert.deepEqual(world.remembered(), { before: { shopName: "Old" }, unsure: [] }),
      },
      {
        does: "a lost update again",
        program: shop({ shopName: "Newest", onDestroy: "restore" }),
        first: (world) => losing(world, { reads: true }),
        run: "up",
        fails: true,
        asks: [...times(5, patched({ shop_name: "Newest" })), ...times(5, read)],
      },
      {
        does: "what could not be read back is found out by a refresh",
        first: healed,
        run: "refresh",
        asks: [read],
        verify: (world) => {
          const { shopName } = world.recorded() ?? {};
          assert.equal(shopName, "Newest");
          assert.deepEqual(world.remembered(), { before: { shopName: "Old" }, unsure: [] });
        },
      },
      {
        does: "destroy restores it then",
        run: "destroy",
        asks: [read, patched({ shop_name: "Old" })],
      },
    ],
  },
  {
    title: "an adoption whose answer is lost is recorded with what the shop was",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        when: "the `PATCH` of an adoption cannot be read back",
        then: "the resource is recorded with the shop's earlier settings, so that the next up can continue",
        program: shop({ shopName: "New", feedbackType: "delayed", onDestroy: "restore" }),
        first: (world) => losing(world, { reads: true }),
        run: "up",
        fails: true,
        asks: [read, ...times(5, patched({ shop_name: "New" })), ...times(5, read)],
        verify: (world) => {
          const { shopName, feedbackType } = world.recorded() ?? {};
          assert.deepEqual([shopName, feedbackType], [undefined, "delayed"]);
          const before = { shopName: "Old", feedbackType: "delayed" };
          assert.deepEqual(world.remembered(), { before, unsure: ["shopName"] });
        },
      },
      {
        does: "destroy restores what was written without an answer",
        first: healed,
        run: "destroy",
        asks: [read, patched({ shop_name: "Old" })],
      },
      {
        when: "the `PATCH` of an adoption is refused",
        then: "nothing is recorded, and the next up adopts",
        first: ({ emulator }) =>
          emulator.intercept(({ method }, response) => {
            if (method === "PATCH")
              response.writeHead(400).end('{"errors":[{"detail":"not today"}]}');
            return method === "PATCH";
          }),
        run: "up",
        fails: true,
        asks: [read, patched({ shop_name: "New" })],
        prints: [/refused with status 400: not today/],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
    ],
  },
]);
