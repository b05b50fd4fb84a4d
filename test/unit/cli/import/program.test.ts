/** Programs that declare imported integrations, and the names of their resources. */
import assert from "node:assert/strict";
import { decodeIntegrations } from "../../../../provider/src/api/codec";
import type { Integration } from "../../../../provider/src/settings/types";
import { configKey, resourceNames } from "../../../../provider/src/cli/import/names";
import { programOf } from "../../../../provider/src/cli/import/program";

const base = {
  type: "api",
  started_failing_at: null,
  last_fetched_at: null,
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
  shop_name: "Shop",
  shop_url: "https://shop.example",
  service_point_enabled: false,
  service_point_carriers: [],
  webhook_active: false,
  webhook_url: null,
  feedback_type: "delayed",
};

const integrations = (...all: object[]): Integration[] =>
  decodeIntegrations({ data: all.map((one, index) => ({ ...base, id: index + 1, ...one })) }) ?? [];

describe("an imported program", () => {
  it("declares every setting, and keeps URLs that may hold a token for the configuration", () => {
    const shops = integrations({
      shop_name: "Flower shop",
      service_point_carriers: ["ups", "dhl"],
      webhook_active: true,
      webhook_url: "https://hooks.example/canary",
    });
    const { text, secrets } = programOf(shops, {});
    assert.equal(
      text,
      `/** Settings of Sendcloud integrations, imported as they are. */
import * as pulumi from "@pulumi/pulumi";
import { SendcloudIntegrationSettings } from "pulumi-sendcloud";

const config = new pulumi.Config();

new SendcloudIntegrationSettings("flower-shop", {
  integrationId: 1,
  shopName: "Flower shop",
  shopUrl: "https://shop.example",
  servicePointEnabled: false,
  servicePointCarriers: ["dhl", "ups"],
  webhookActive: true,
  webhookUrl: config.requireSecret("flowerShopWebhookUrl"),
  feedbackType: "delayed",
});
`,
    );
    assert.deepEqual([...secrets], [["flowerShopWebhookUrl", "https://hooks.example/canary"]]);
    assert.match(
      programOf(shops, { plainUrls: true, account: "berlin" }).text,
      /account: "berlin",[^]*webhookUrl: "https:\/\/hooks\.example\/canary"/,
    );
  });

  it("leaves out, with the reason, what cannot be declared as it is", () => {
    const odd = { shop_name: null, shop_url: "not a url", service_point_enabled: true, webhook_active: true, feedback_type: "hourly" };
    const { text } = programOf(integrations(odd), {});
    assert.match(text, /servicePointCarriers: \[\],\n {2}webhookUrl: null,\n/);
    for (const line of [
      "shopName is not declared: it was never set.",
      "shopUrl is not declared: its value is not one that can be declared.",
      "servicePointEnabled is not declared: it is on without servicePointCarriers.",
      "webhookActive is not declared: it is on without webhookUrl.",
      "feedbackType is not declared: its value is not one that can be declared.",
    ]) {
      assert.ok(text.includes(`  // ${line}\n`), line);
    }
  });

  it("gives resources readable names that are unique, and the same at every import", () => {
    const named = resourceNames(
      integrations(
        { shop_name: "Café Ünïque" },
        { shop_name: "Shop" },
        { shop_name: "shop!" },
        { shop_name: "花" },
        { shop_name: "Shop 3" },
      ),
    );
    assert.deepEqual([...named.values()], ["cafe-unique", "shop-2", "shop-3", "integration-4", "shop-3-5"]);
    assert.equal(configKey("cafe-unique", "webhookUrl"), "cafeUniqueWebhookUrl");
  });
});
