/** Programs that declare imported integrations, and the file that `pulumi import` takes. */
import assert from "node:assert/strict";
import { format } from "prettier";
import { decodeIntegrations } from "../../../../provider/src/api/codec";
import { importFile, type Imported, typescript } from "../../../../provider/src/cli/import/program";
import { resourceNames } from "../../../../provider/src/cli/import/resource-names";

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
  webhook_url: "",
  feedback_type: "delayed",
};

function imported(shops: object[], account?: string): Imported {
  const data = shops.map((one, index) => ({ ...base, id: index + 1, ...one }));
  const integrations = decodeIntegrations({ data }) ?? [];
  return { integrations, account, names: resourceNames(integrations, account) };
}

const written = (...shops: object[]): string => typescript(imported(shops), {}).text;

describe("an imported program", () => {
  it("declares every setting, and reads as secrets URLs that may hold a token", () => {
    const flowers = {
      shop_name: "Flower shop",
      service_point_carriers: ["ups", "dhl"],
      webhook_active: true,
      webhook_url: "https://hooks.example/canary",
    };
    const { text, secrets } = typescript(imported([flowers]), {});
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
  });

  it("names the account, and reads no configuration where there is no secret", () => {
    const { text } = typescript(imported([{ shop_name: "Tulips" }], "berlin"), {});
    assert.match(text, /"berlin-tulips", \{\n {2}integrationId: 1,\n {2}account: "berlin",\n/);
    assert.doesNotMatch(text, /pulumi\.|config/);
  });

  for (const [title, shop, comment] of [
    ["a webhook URL that is not set", { webhook_url: null }, "webhookUrl is not set"],
    ["a name that is not set", { shop_name: null }, "shopName is not set"],
    ["a shop URL that is empty", { shop_url: "" }, "shopUrl is not set"],
    [
      "a shop URL that is none",
      { shop_url: "canary" },
      "shopUrl is not declared: its value is not one that can be declared",
    ],
    [
      "a feedback type that is unknown",
      { feedback_type: "hourly" },
      "feedbackType is not declared: its value is not one that can be declared",
    ],
    [
      "service points without a carrier",
      { service_point_enabled: true },
      "servicePointEnabled is not declared: it is on, and needs servicePointCarriers",
    ],
    [
      "a webhook without a URL",
      { webhook_active: true },
      "webhookActive is not declared: it is on, and needs webhookUrl",
    ],
    [
      "a URL that is masked",
      { shop_url: "https://shop.example/***" },
      "shopUrl is not declared: Sendcloud shows it masked, as ***",
    ],
    [
      "a URL of which asterisks alone are shown",
      { webhook_url: "*" },
      "webhookUrl is not declared: Sendcloud shows it masked, as ***",
    ],
    [
      "a URL whose host is masked",
      { webhook_url: "https://hooks.***.example" },
      "webhookUrl is not declared: Sendcloud shows it masked, as ***",
    ],
    [
      "a webhook whose URL is masked",
      { webhook_active: true, webhook_url: "https://hooks.example/***" },
      "webhookActive is not declared: it is on, and needs webhookUrl",
    ],
  ] as const) {
    it(`leaves out ${title}, with the reason`, async () => {
      const text = written(shop);
      assert.ok(text.includes(`  // ${comment}.\n`), text);
      assert.doesNotMatch(text, new RegExp(`^ {2}${comment.split(" ")[0]}:`, "m"));
      assert.doesNotMatch(text, /canary|requireSecret/);
      assert.equal(await format(text, { parser: "typescript" }), text);
    });
  }

  it("declares that no carrier is offered", () =>
    assert.match(written({}), /servicePointCarriers: \[\],/));

  it("is formatted as Prettier does it", async () => {
    const text = written(
      {
        shop_name: `Say "hello", and 'bye' ${"long ".repeat(20)}!`,
        webhook_url: `https://hooks.example/${"long".repeat(10)}?token=canary`,
      },
      { shop_name: "a name that is as long as names of resources become" },
      {
        service_point_carriers: ["a_very_long_carrier_code_of_its_own", "another_long_one", "dhl"],
        shop_url: `https://${"long.".repeat(20)}example/canary`,
      },
    );
    assert.equal(await format(text, { parser: "typescript" }), text);
    assert.doesNotMatch(text, /canary/);
  });

  it("holds nothing that turns the direction of writing, or that nobody sees", () => {
    const name = "a\u202eb\u2066c\u200bd\u2028e\u0007f\ufeffg";
    const text = written({ shop_name: name });
    assert.doesNotMatch(text, /[\p{Cf}\p{Zl}]|[^\P{Cc}\n]/u);
    const [, declared = ""] = /shopName: (.*),/.exec(text) ?? [];
    assert.equal(JSON.parse(declared), name);
  });
});

describe("the file for `pulumi import`", () => {
  it("names the plugin's type, and the account in the id", () => {
    const of = (account?: string): unknown =>
      JSON.parse(importFile(imported([{ id: 12345, shop_name: "Tulips" }], account)));
    const type = "sendcloud:index:IntegrationSettings";
    assert.deepEqual(of(), { resources: [{ type, name: "tulips", id: "12345" }] });
    assert.deepEqual(of("berlin"), {
      resources: [{ type, name: "berlin-tulips", id: "berlin:12345" }],
    });
  });
});
