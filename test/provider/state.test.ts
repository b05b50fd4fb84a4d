/** What is recorded of a resource, exactly: state format 1, and what is said of another. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { edges, start } from "../support/edges";
import { losing } from "../support/interceptors";
import { hasty, type ProviderProcess, secretly } from "../support/provider-process";
import { get, patch } from "../support/requests";
import { keys, play, shop, type Stage } from "../support/scene";

const url = "https://hooks.example/7";
const earlier = { shopName: "Old", webhookUrl: url, feedbackType: "delayed" };
const always = { integrationId: 7, onDestroy: "restore", feedbackType: "eager" };
const facts = { type: "shopify", createdAt: "2026-01-02T03:04:05.000Z" };

/** The state, without the name of the resource: the engine tells it the plugin, and the dynamic edge records it. */
function recorded({ recorded }: Stage): unknown {
  return JSON.parse(JSON.stringify(recorded()).replace(',"resource":"shop"', ""));
}

play("the state", [
  {
    title: "is of format 1, and says all that is remembered",
    seed: [{ id: 7, type: "shopify", shop_name: "Old", webhook_url: url }],
    steps: [
      {
        does: "an adoption records what was, what is applied, and whose it is",
        program: shop({ ...always, shopName: secretly("New"), webhookUrl: "" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New", webhook_url: null, feedback_type: "eager" })],
        verify: (stage) => {
          const settings = { shopName: "New", webhookUrl: "", feedbackType: "eager" };
          const adoption = { format: 1, before: earlier, secrets: ["shopName"], owner: "1" };
          assert.deepEqual(recorded(stage), { ...always, ...settings, ...facts, adoption });
        },
      },
      {
        does: "a write without a known result is recorded as such",
        program: shop({ ...always, shopName: "Newer" }),
        first: (stage) => losing(stage, { reads: true }),
        run: "up",
        fails: true,
        asks: [
          get(7),
          ...Array<unknown>(5).fill(patch(7, { shop_name: "Newer", webhook_url: url })),
          ...Array<unknown>(5).fill(get(7)),
        ],
        verify: (stage) =>
          assert.deepEqual(recorded(stage), {
            ...always,
            ...facts,
            adoption: {
              format: 1,
              before: earlier,
              applied: { shopName: "Newer", webhookUrl: "" },
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
    let provider: ProviderProcess;
    before(async () => {
      emulator = await startEmulator({ seed: [{ id: 7 }] });
      provider = await start(edge, { options: hasty() });
      await provider.begin(keys(emulator));
    });
    after(async () => {
      await provider.stop();
      await emulator.close();
    });

    for (const adoption of [
      { before: { shopName: "Old" } },
      { format: 2, before: { shopName: "Old" }, applied: { shopName: "New" } },
      { format: 1, applied: { shopName: "Old" } },
      "old",
    ])
      it(`is refused in words, and nothing is sent: ${JSON.stringify(adoption)}`, async () => {
        const resource = provider.resource();
        const news = { integrationId: 7, onDestroy: "restore", shopName: "Newer" };
        const olds = { ...news, shopName: "New", adoption };
        await resource.check(news);
        const says =
          /the output adoption in the stack's state is not of format 1.*Nothing was sent\. Use the version that wrote the state/;
        for (const ask of [
          () => resource.diff(olds, news),
          () => resource.update("7", olds, news),
          () => resource.read("7", olds),
          () => resource.delete("7", olds),
        ])
          await assert.rejects(ask, says);
        assert.deepEqual(emulator.requests, []);
      });
  });
