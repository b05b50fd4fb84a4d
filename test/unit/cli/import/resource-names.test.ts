/** Names of imported resources, and the configuration keys of their secrets. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  configKey,
  keysFor,
  resourceNames,
} from "../../../../provider/src/cli/import/resource-names";
import type { Integration } from "../../../../provider/src/settings/types";

const facts = {
  type: null,
  createdAt: null,
  updatedAt: null,
  lastFetchedAt: null,
  startedFailingAt: null,
};

function shop(id: number, shopName: string | null): Integration {
  return { id, ...facts, settings: { shopName } };
}

const shops = (...names: (string | null)[]): Integration[] =>
  names.map((name, index) => shop(index + 1, name));

describe("names of imported resources", () => {
  for (const [shopName, name] of [
    ["Café Ünïque", "cafe-unique"],
    ["Straße", "strasse"],
    ["Łódź", "lodz"],
    ["Æbleskiver", "aebleskiver"],
    ["Þór & Søn", "thor-son"],
    ["İstanbul", "istanbul"],
    ["ｗｉｄｅ", "wide"],
    ["🌸 Flowers", "flowers"],
    ["Tom's (NL) Shop!", "tom-s-nl-shop"],
    ["CONSTRUCTOR", "constructor"],
    ["24 hours", "shop-24-hours"],
    ["日本", "integration-7"],
    ["a".repeat(250), "a".repeat(30)],
  ] as const) {
    it(`can be read: ${shopName.slice(0, 20)}`, () =>
      assert.deepEqual([...resourceNames([shop(7, shopName)]).values()], [name]));
  }

  it("have the number where a name is not alone, ends in one, or is none", () => {
    const named = resourceNames(shops("Shop", "shop!", "花", "Shop 3", null, "🌸", "24"));
    assert.deepEqual(
      [...named.values()],
      [
        "shop-1",
        "shop-2",
        "integration-3",
        "shop-3-4",
        "integration-5",
        "integration-6",
        "shop-24-7",
      ],
    );
  });

  it("are the same in whatever order the shops come", () => {
    const all = shops("Shop", "Shop 1", "shop", "Tulips", "SHOP-1");
    assert.deepEqual(
      new Map([...resourceNames([...all].reverse())].sort()),
      new Map([...resourceNames(all)].sort()),
    );
  });

  it("begin with the account that is not the default, so that a second import can stand beside the first", () => {
    const named = resourceNames(shops("Shop", "Łódź"), "Köln");
    assert.deepEqual([...named.values()], ["koln-shop", "koln-lodz"]);
    assert.deepEqual([...resourceNames(shops("Shop"), "!").values()], ["shop"]);
  });

  it("and their keys are unique, whatever the shops are called", () => {
    const name = fc.oneof(
      fc.constantFrom("Shop 1", "Shop 12", "shop1", "Shop", "1", "12", "1 2", "Shop-1-2", "日本"),
      fc.constantFrom("Web hook", "integration", "", "--"),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 130 }), name), {
          selector: ([id]) => id,
          minLength: 2,
          maxLength: 12,
        }),
        (given) => {
          const all = given.map(([id, shopName]) => shop(id, shopName));
          const named = [...resourceNames(all).values()];
          assert.equal(new Set(named).size, all.length);
          for (const one of named) assert.match(one, /^[a-z][a-z\d-]*$/);
          const keys = named.flatMap((one) => [
            configKey(one, "shopUrl"),
            configKey(one, "webhookUrl"),
          ]);
          assert.equal(
            new Set(keys.map((key) => key.toLowerCase())).size,
            keys.length,
            keys.join(" "),
          );
        },
      ),
    );
  });
});

describe("a configuration key", () => {
  it("is never that of another shop", () => {
    const keyOf = keysFor({});
    const named = resourceNames([shop(25, "Shop 1"), shop(5, "Shop 12")]);
    assert.deepEqual(
      [...named].map(([id, name]) => keyOf(name, "webhookUrl", `https://a.example/${id}`)),
      ["shop_1_25WebhookUrl", "shop_12_5WebhookUrl"],
    );
  });

  it("that has another value is not used, in whatever case it is written; one with the same value is", () => {
    const config = {
      "shops:shopWebhookUrl": { value: "theirs" },
      "shops:Shop_2webhookurl": { value: "theirs too" },
    };
    assert.equal(keysFor(config)("shop", "webhookUrl", "ours"), "shop_3WebhookUrl");
    assert.equal(keysFor(config)("shop", "webhookUrl", "theirs"), "shopWebhookUrl");
  });
});
