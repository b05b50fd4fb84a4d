/** How an adoption is shown before it happens. */
import assert from "node:assert/strict";
import { createClient } from "../../../provider/src/api/client";
import { configuration } from "../../../provider/src/config/config";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import {
  adoptionPreview,
  readAdoptionPreview,
} from "../../../provider/src/lifecycle/adoption-preview";
import type { Properties } from "../../../provider/src/values";

describe("the preview of an adoption", () => {
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({
      seed: [
        {
          id: 7,
          shop_name: "Old",
          shop_url: null,
          service_point_enabled: false,
          service_point_carriers: ["dhl"],
          webhook_active: true,
          webhook_url: "https://a.example/canary",
          feedback_type: "eager",
        },
      ],
    });
  });
  after(() => emulator.close());

  async function shownOf(
    inputs: Properties,
    secrets: string[] = [],
    secretKey = emulator.secretKey,
  ): Promise<string[]> {
    const from = { from: "the test" };
    const found = {
      publicKey: { value: emulator.publicKey, ...from },
      secretKey: { value: secretKey, ...from },
      baseUrl: { value: emulator.url, ...from },
    };
    const isUnknown = (value: unknown): boolean => value === "unknown";
    const { text } = await adoptionPreview(
      { name: "shop", inputs, secrets, isUnknown },
      (account) => Promise.resolve(createClient(configuration(found, account))),
    );
    return text.split("\n");
  }

  it("has a line for each declared setting, in the order of the reference", async () => {
    const inputs = {
      integrationId: 7,
      onDestroy: "restore",
      webhookUrl: "https://a.example/2",
      shopName: "New",
      shopUrl: "unknown",
      servicePointEnabled: null,
      servicePointCarriers: ["dhl", "dhl"],
      feedbackType: "none",
    };
    assert.deepEqual(await shownOf(inputs), [
      "resource 'shop' adopts integration 7:",
      '  shopName: "Old" → "New"',
      "  shopUrl: nothing → not known yet",
      "  servicePointCarriers: dhl, unchanged",
      '  webhookUrl: "https://a.example/…" → "https://a.example/…" (another path or query)',
      '  feedbackType: "eager" → "none"',
    ]);
  });

  it("hides a value that the program holds secret, and of free text what the shop has too", async () => {
    const inputs = {
      integrationId: 7,
      shopName: "Old",
      webhookUrl: "https://b.example/canary",
      feedbackType: "none",
    };
    assert.deepEqual(await shownOf(inputs, ["shopName", "webhookUrl", "feedbackType"]), [
      "resource 'shop' adopts integration 7:",
      "  shopName: [secret] → [secret], which may be the same",
      '  webhookUrl: "https://a.example/…" → [secret], which may be the same',
      '  feedbackType: "eager" → [secret], which may be the same',
    ]);
  });

  it("gives away nothing of a secret that the shop has already", async () => {
    const webhookUrl = (path: string): Properties => ({
      integrationId: 7,
      webhookUrl: `https://a.example/${path}`,
    });
    const lines = await shownOf(webhookUrl("canary"), ["webhookUrl"]);
    assert.deepEqual(lines, await shownOf(webhookUrl("other"), ["webhookUrl"]));
  });

  it("can be read back: what the shop has of each setting, whatever its name holds", async () => {
    const inputs = {
      integrationId: 7,
      shopName: "New",
      shopUrl: "https://b.example",
      servicePointEnabled: false,
      servicePointCarriers: "unknown",
      webhookActive: false,
      webhookUrl: "https://b.example",
      feedbackType: "eager",
    };
    const odd = ['"A" → "B", unchanged', "\u200b\\ @x", "a\n  webhookActive: false, unchanged"];
    for (const shop_name of [...odd, "Old"]) {
      emulator.edit(7, { shop_name });
      const text = (await shownOf(inputs)).join("\n");
      assert.deepEqual(readAdoptionPreview(["other", text], { name: "shop", inputs }), {
        shopName: shop_name,
        shopUrl: null,
        servicePointEnabled: false,
        servicePointCarriers: ["dhl"],
        webhookActive: true,
        webhookUrl: "https://a.example/…",
        feedbackType: "eager",
      });
    }
  });

  it("is one line where the integration cannot be read", async () => {
    const settings = { shopName: "New" };
    const start = /^resource 'shop': what its adoption changes cannot be shown: /;
    const cases: [inputs: Properties, secrets: string[], key: string | undefined, why: RegExp][] = [
      [{ ...settings, integrationId: "unknown" }, [], undefined, /not known yet, or a secret$/],
      [{ ...settings, integrationId: 7, account: "unknown" }, [], undefined, /not known yet/],
      [{ ...settings, integrationId: 7, account: "a" }, ["account"], undefined, /or a secret$/],
      [{ ...settings, integrationId: 7, account: "nobody" }, [], undefined, /account "nobody"/],
      [
        { ...settings, integrationId: 8 },
        [],
        undefined,
        /there is no integration 8 in the account/,
      ],
      [{ ...settings, integrationId: 7 }, [], "wrong", /refused with status 401/],
    ];
    for (const [inputs, secrets, key, why] of cases) {
      const lines = await shownOf(inputs, secrets, key);
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", start);
      assert.match(lines[0] ?? "", why);
    }
  });
});
