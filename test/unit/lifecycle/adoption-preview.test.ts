/** How an adoption is shown before it happens. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import {
  adoptionPreview,
  readAdoptionPreview,
} from "../../../provider/src/lifecycle/adoption-preview";
import type { Properties } from "../../../provider/src/values";
import { clientsOf } from "./emulated";

describe("the preview of an adoption", () => {
  let emulator: Emulator;
  before(async () => {
    const shop = { shop_name: "Old", shop_url: null, service_point_carriers: ["dhl"] };
    const hook = { webhook_active: true, webhook_url: "https://a.example/canary" };
    emulator = await startEmulator({ seed: [{ id: 7, ...shop, ...hook, feedback_type: "eager" }] });
  });
  after(() => emulator.close());

  async function shownOf(
    inputs: Properties,
    secrets: string[] = [],
    key?: string,
  ): Promise<string> {
    const isUnknown = (value: unknown): boolean => value === "unknown";
    const resource = { name: "shop", inputs: { integrationId: 7, ...inputs }, secrets, isUnknown };
    return (await adoptionPreview(resource, clientsOf(emulator, key))).text;
  }

  it("has a line for each declared setting, in the order of the reference", async () => {
    const shown = await shownOf({
      onDestroy: "restore",
      webhookUrl: "https://a.example/2",
      shopName: "New",
      shopUrl: "unknown",
      servicePointEnabled: null,
      servicePointCarriers: ["dhl", "dhl"],
      feedbackType: "none",
    });
    assert.deepEqual(shown.split("\n"), [
      "resource 'shop' adopts integration 7:",
      '  shopName: "Old" → "New"',
      "  shopUrl: nothing → not known yet",
      "  servicePointCarriers: dhl, unchanged",
      '  webhookUrl: "https://a.example/…" → "https://a.example/…" (another path, query or user)',
      '  feedbackType: "eager" → "none"',
    ]);
  });

  it("hides a value that the program holds secret, and of free text what the shop has too", async () => {
    const secrets = { shopName: "Old", webhookUrl: "https://b.x/canary", feedbackType: "none" };
    assert.deepEqual((await shownOf(secrets, Object.keys(secrets))).split("\n"), [
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
    assert.equal(lines, await shownOf(webhookUrl("other"), ["webhookUrl"]));
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
      const text = await shownOf(inputs);
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

  for (const [inputs, why, key] of [
    [{ integrationId: "unknown" }, /not known yet, or a secret$/],
    [{ account: "unknown" }, /not known yet, or a secret$/],
    [{ account: "secret" }, /not known yet, or a secret$/],
    [{ account: "nobody" }, /account "nobody"/],
    [{ integrationId: 8 }, /there is no integration 8 in the account/],
    [{}, /refused with status 401/, "wrong"],
  ] as const)
    it(`is one line where the integration cannot be read: ${JSON.stringify(inputs)} ${key ?? ""}`, async () => {
      const secrets = "account" in inputs && inputs.account === "secret" ? ["account"] : [];
      const shown = await shownOf({ shopName: "New", ...inputs }, secrets, key);
      assert.match(shown, /^resource 'shop': what its adoption changes cannot be shown: .*$/);
      assert.match(shown, why);
    });
});
