/** Programs that declare imported integrations. */
import assert from "node:assert/strict";
import { decodeIntegrations } from "../../../../provider/src/api/codec";
import type { Integration } from "../../../../provider/src/settings/types";
import { resourceNames } from "../../../../provider/src/cli/import/names";
import {
  declaredProgram,
  type DeclaringOptions,
} from "../../../../provider/src/cli/import/declared";
import { typescript } from "../../../../provider/src/cli/import/typescript";

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

function programOf(
  shops: readonly Integration[],
  options: DeclaringOptions,
): { text: string; secrets: ReadonlyMap<string, string> } {
  const program = declaredProgram(shops, options);
  return { text: typescript(program), secrets: program.secrets };
}

describe("an imported program", () => {
  it("declares every setting, and keeps URLs that may hold a token for the configuration", () => {
    const shops = integrations({
      shop_name: "Flower shop",
      service_point_carriers: ["ups", "dhl"],
      webhook_active: true,
      webhook_url: "https://hooks.example/canary",
    });
    const { text, secrets } = programOf(shops, { names: resourceNames(shops) });
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
      programOf(shops, { names: resourceNames(shops), plainUrls: true, account: "berlin" }).text,
      /account: "berlin",[^]*webhookUrl: "https:\/\/hooks\.example\/canary"/,
    );
  });

  it("leaves out, with the reason, what cannot be declared as it is", () => {
    const odd = {
      shop_name: null,
      shop_url: "not a url",
      service_point_enabled: true,
      webhook_active: true,
      feedback_type: "hourly",
    };
    const { text } = programOf(integrations(odd), { names: new Map() });
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

  it("holds nothing that turns the direction of writing, or that nobody sees", () => {
    const name = "a\u202eb\u2066c\u200bd\u2028e\u0007f\ufeffg";
    const shops = integrations({ shop_name: name });
    const { text } = programOf(shops, { names: resourceNames(shops) });
    assert.doesNotMatch(text, /[\p{Cf}\p{Zl}]|[^\P{Cc}\n]/u);
    const [, written = ""] = /shopName: (.*),/.exec(text) ?? [];
    assert.equal(JSON.parse(written), name);
  });
});
