/** Programs that declare imported integrations, and the file that `pulumi import` takes. */
import assert from "node:assert/strict";
import { format } from "prettier";
import { decodeIntegrations } from "../../../../provider/src/api/codec";
import { importFile, type Imported, typescript } from "../../../../provider/src/cli/import/program";
import { resourceNames } from "../../../../provider/src/cli/import/resource-names";

const base = {
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

  it("names the account, and reads no configuration where there is no secret, though no carrier is offered", () => {
    const { text } = typescript(imported([{ shop_name: "Tulips" }], "berlin"), {});
    assert.match(text, /"berlin-tulips", \{\n {2}integrationId: 1,\n {2}account: "berlin",\n/);
    assert.match(text, /servicePointCarriers: \[\],/);
    assert.doesNotMatch(text, /pulumi\.|config/);
  });

  const invalid = "not declared: its value is not one that can be declared";
  const masked = "not declared: Sendcloud shows it masked, as ***";
  const lacking = "not declared: it is on, and needs";
  for (const [setting, reason, shop] of [
    ["webhookUrl", "not set", { webhook_url: null }],
    ["shopName", "not set", { shop_name: null }],
    ["shopUrl", "not set", { shop_url: "" }],
    ["shopUrl", invalid, { shop_url: "canary" }],
    ["feedbackType", invalid, { feedback_type: "hourly" }],
    ["servicePointEnabled", `${lacking} servicePointCarriers`, { service_point_enabled: true }],
    ["webhookActive", `${lacking} webhookUrl`, { webhook_active: true }],
    ["shopUrl", masked, { shop_url: "https://shop.example/***" }],
    ["webhookUrl", masked, { webhook_url: "*" }],
    ["webhookUrl", masked, { webhook_url: "https://hooks.***.example" }],
    ["webhookActive", `${lacking} webhookUrl`, { webhook_active: true, webhook_url: "*" }],
  ] as const)
    it(`leaves out ${setting}, with the reason, of ${JSON.stringify(shop)}`, async () => {
      const text = written(shop);
      assert.ok(text.includes(`  // ${setting} is ${reason}.\n`), text);
      assert.doesNotMatch(text, new RegExp(`^ {2}${setting}:`, "m"));
      assert.doesNotMatch(text, /canary|requireSecret/);
      assert.equal(await format(text, { parser: "typescript" }), text);
    });

  it("is formatted as Prettier does it", async () => {
    const webhook_url = `https://hooks.example/${"long".repeat(10)}?token=canary`;
    const codes = ["a_very_long_carrier_code_of_its_own", "another_long_one", "dhl"];
    const text = written(
      { shop_name: `Say "hello", and 'bye' ${"long ".repeat(20)}!`, webhook_url },
      { shop_name: "a name that is as long as names of resources become" },
      { service_point_carriers: codes, shop_url: `https://${"long.".repeat(20)}example/canary` },
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
