/** What is recorded of a resource, exactly: state format 1, and what is said of another. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { begin, edges } from "../support/edges";
import { losing } from "../support/interceptors";
import { hasty, secretly } from "../support/provider-process";
import { play, type Stage } from "../support/scene";
import type { Spoken } from "../support/stack";

const createdAt = "2026-01-02T03:04:05.000Z";
const shop = { integrationId: 7, onDestroy: "restore" };

/** The state, without the name of the resource: the engine tells it the plugin, and the dynamic edge records it. */
function recorded({ recorded }: Stage): unknown {
  return JSON.parse(JSON.stringify(recorded()).replace(',"resource":"shop"', ""));
}

play("the state", [
  {
    title: "is of format 1, and says all that is remembered",
    seed: [{ id: 7, type: "shopify", shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        does: "an adoption records what was, what was applied, and whose it is",
        program: {
          shop: { ...shop, shopName: secretly("New"), feedbackType: "eager", webhookUrl: "" },
        },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          [
            "PATCH",
            "/integrations/7",
            { shop_name: "New", webhook_url: null, feedback_type: "eager" },
          ],
        ],
        verify: (stage) =>
          assert.deepEqual(recorded(stage), {
            ...shop,
            shopName: "New",
            webhookUrl: "",
            feedbackType: "eager",
            type: "shopify",
            createdAt,
            adoption: {
              format: 1,
              before: {
                shopName: "Old",
                webhookUrl: "https://hooks.example/7",
                feedbackType: "delayed",
              },
              applied: { shopName: "New", webhookUrl: "", feedbackType: "eager" },
              secrets: ["shopName"],
              owner: "1",
            },
          }),
      },
      {
        does: "a write without a known result is recorded as such",
        program: { shop: { ...shop, shopName: "Newer", feedbackType: "eager" } },
        first: (stage) => losing(stage, { reads: true }),
        run: "up",
        fails: true,
        asks: [
          ["GET", "/integrations/7"],
          ...Array.from({ length: 5 }, () => [
            "PATCH",
            "/integrations/7",
            { shop_name: "Newer", webhook_url: "https://hooks.example/7" },
          ]),
          ...Array.from({ length: 5 }, () => ["GET", "/integrations/7"]),
        ],
        verify: (stage) =>
          assert.deepEqual(recorded(stage), {
            ...shop,
            feedbackType: "eager",
            type: "shopify",
            createdAt,
            adoption: {
              format: 1,
              before: {
                shopName: "Old",
                webhookUrl: "https://hooks.example/7",
                feedbackType: "delayed",
              },
              applied: { shopName: "Newer", webhookUrl: "", feedbackType: "eager" },
              unsure: ["shopName", "webhookUrl"],
              earlier: { shopName: "New" },
              secrets: ["shopName"],
              owner: "1",
            },
          }),
      },
    ],
  },
]);

for (const edge of edges)
  describe(`a state of another format (${edge})`, () => {
    let emulator: Emulator;
    let spoken: Spoken;
    let stop: () => Promise<void>;
    before(async () => {
      emulator = await startEmulator({ seed: [{ id: 7 }] });
      const { url: baseUrl, publicKey, secretKey } = emulator;
      ({ spoken, stop } = await begin(edge, { baseUrl, publicKey, secretKey }, hasty()));
      spoken.beginRun();
    });
    after(async () => {
      await stop();
      await emulator.close();
    });

    for (const adoption of [
      { before: { shopName: "Old" } },
      { format: 2, before: { shopName: "Old" }, applied: { shopName: "New" } },
      { format: 1, before: { shopName: "Old" } },
      "old",
    ])
      it(`is refused in words, and nothing is sent: ${JSON.stringify(adoption)}`, async () => {
        const news = { ...shop, shopName: "Newer" };
        const olds = { ...shop, shopName: "New", adoption };
        await spoken.check(news);
        for (const ask of [
          () => spoken.diff(olds, news),
          () => spoken.update("7", olds, news),
          () => spoken.read("7", olds),
          () => spoken.delete("7", olds),
        ])
          await assert.rejects(ask, (error: unknown) => {
            assert.match(
              String(error),
              /the output adoption in the stack's state is not of format 1.*Nothing was sent\. Use the version that wrote the state/,
            );
            return true;
          });
        assert.deepEqual(emulator.requests, []);
      });
  });
