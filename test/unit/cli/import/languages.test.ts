/** Programs in YAML and Python that declare imported integrations. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import * as z from "zod";
import schema from "../../../../provider/src/pulumi/plugin/schema.json";
import {
  declaredProgram,
  type DeclaringOptions,
} from "../../../../provider/src/cli/import/declared";
import { python } from "../../../../provider/src/cli/import/python";
import { yaml } from "../../../../provider/src/cli/import/yaml";
import type { Integration } from "../../../../provider/src/settings/types";

const facts = {
  type: null,
  createdAt: null,
  updatedAt: null,
  lastFetchedAt: null,
  startedFailingAt: null,
};

function shop(id: number, settings: Partial<Integration["settings"]>): Integration {
  return { id, ...facts, settings };
}

const flowers = shop(1, {
  shopName: "Flower shop",
  shopUrl: "https://shop.example",
  servicePointEnabled: false,
  servicePointCarriers: ["ups", "dhl"],
  webhookActive: true,
  webhookUrl: "https://hooks.example/canary",
  feedbackType: "delayed",
});
const books = shop(2, {
  shopName: null,
  servicePointCarriers: [],
  webhookActive: true,
  webhookUrl: null,
});
const names = new Map([
  [1, "flower-shop"],
  [2, "yes"],
]);
const program = (shops: readonly Integration[], options: Partial<DeclaringOptions> = {}) =>
  declaredProgram(shops, { names, ...options });

/** Texts that look like something else to YAML, Python or Pulumi. */
const odd = [
  "true",
  "no",
  "null",
  "~",
  "1_000",
  "0o14",
  "1e3",
  "2001-01-01",
  "${flower-shop.type}",
  "$${x}",
  "$$",
  "a$",
  "fn::secret",
  "# no comment",
  "'\"\\",
  '"""',
  "{x}",
  "- a: b",
  "%s\\n",
  "a\nb\tc\u0007",
  "a\u202eb\u2066c\u200bd\u2028e\ufeff\u{e0041}🌸",
];

describe("an imported program in YAML", () => {
  it("declares every setting, and reads as secrets what may hold a token", () => {
    const text = yaml(program([flowers, books]));
    assert.equal(
      text,
      `# Settings of Sendcloud integrations, imported as they are.

config:
  flowerShopWebhookUrl:
    type: "string"
    secret: true
resources:
  flower-shop:
    type: "sendcloud:IntegrationSettings"
    properties:
      integrationId: 1
      shopName: "Flower shop"
      shopUrl: "https://shop.example"
      servicePointEnabled: false
      servicePointCarriers:
        - "dhl"
        - "ups"
      webhookActive: true
      webhookUrl: "\${flowerShopWebhookUrl}"
      feedbackType: "delayed"
  "yes":
    type: "sendcloud:IntegrationSettings"
    properties:
      integrationId: 2
      servicePointCarriers: []
      webhookUrl: ""
      # shopName is not declared: it was never set.
      # shopUrl is not declared: its value is not one that can be declared.
      # servicePointEnabled is not declared: its value is not one that can be declared.
      # feedbackType is not declared: its value is not one that can be declared.
      # webhookActive is not declared: it is on without webhookUrl.
`,
    );
  });

  it("holds every text as it is: nothing of it is an expression, another type, or unseen", () => {
    for (const name of odd) {
      const text = yaml(program([shop(1, { shopName: name })]));
      assert.doesNotMatch(text, /[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u);
      const { resources } = z
        .object({
          resources: z.object({
            "flower-shop": z.object({
              properties: z.looseObject({ shopName: z.string().optional() }),
            }),
          }),
        })
        .parse(parse(text, { version: "1.1" }));
      const { shopName } = resources["flower-shop"].properties;
      if (shopName !== undefined) assert.equal(evaluated(shopName), name);
    }
  });
});

/** What Pulumi makes of a text without expressions; fails where there is one. */
function evaluated(text: string): string {
  const rest = text.replace(/\$\$/g, "\u0000");
  assert.ok(!rest.includes("${"), text);
  return rest.replaceAll("\u0000", "$");
}

describe("an imported program in Python", () => {
  it("declares every setting with the SDK's names, and reads as secrets what may hold a token", () => {
    assert.equal(
      python(program([flowers, books])),
      `"""Settings of Sendcloud integrations, imported as they are."""

import pulumi
import pulumi_sendcloud as sendcloud

config = pulumi.Config()

sendcloud.IntegrationSettings(
    "flower-shop",
    integration_id=1,
    shop_name="Flower shop",
    shop_url="https://shop.example",
    service_point_enabled=False,
    service_point_carriers=["dhl", "ups"],
    webhook_active=True,
    webhook_url=config.require_secret("flowerShopWebhookUrl"),
    feedback_type="delayed",
)

sendcloud.IntegrationSettings(
    "yes",
    integration_id=2,
    service_point_carriers=[],
    webhook_url="",
    # shop_name is not declared: it was never set.
    # shop_url is not declared: its value is not one that can be declared.
    # service_point_enabled is not declared: its value is not one that can be declared.
    # feedback_type is not declared: its value is not one that can be declared.
    # webhook_active is not declared: it is on without webhook_url.
)
`,
    );
    assert.doesNotMatch(python(program([books])), /import pulumi$|config/m);
  });

  it("uses names that the schema has", () => {
    const inputs = Object.keys(
      schema.resources["sendcloud:index:IntegrationSettings"].inputProperties,
    );
    const written = [
      ...python(program([flowers], { account: "berlin" })).matchAll(/^ {4}([a-z_]+)=/gm),
    ].map(([, name = ""]) => name);
    const camel = written.map((name) =>
      name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    );
    assert.deepEqual(
      camel.filter((name) => !inputs.includes(name)),
      [],
    );
  });

  it("holds nothing unseen", () => {
    const shops = odd.map((name, index) =>
      shop(index + 1, { shopName: name, servicePointCarriers: [name] }),
    );
    const text = python(
      program(shops, { names: new Map(odd.map((name, index) => [index + 1, name])) }),
    );
    assert.doesNotMatch(text, /[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u);
  });
});
