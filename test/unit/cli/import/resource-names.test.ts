/** Names of imported resources, and the configuration keys of their secrets. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  configKey,
  keysFor,
  resourceNames,
} from "../../../../provider/src/cli/import/resource-names";
import type { Integration } from "../../../../provider/src/settings/types";

const unknown = { type: null, lastFetchedAt: null, startedFailingAt: null };
const shop = (id: number, shopName: string | null): Integration => ({
  ...{ id, ...unknown, createdAt: null, updatedAt: null },
  settings: { shopName },
});
const shops = (...names: (string | null)[]): Integration[] =>
  names.map((name, index) => shop(index + 1, name));
const namesOf = (all: Integration[], account?: string): string[] => [
  ...resourceNames(all, account).values(),
];

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
  ] as const)
    it(`can be read: ${shopName.slice(0, 20)}`, () =>
      assert.deepEqual(namesOf([shop(7, shopName)]), [name]));

  it("have the number where a name is not alone, ends in one, or is none", () => {
    const named = namesOf(shops("Shop", "shop!", "花", "Shop 3", null, "🌸", "24"));
    const numbered = ["integration-3", "shop-3-4", "integration-5", "integration-6", "shop-24-7"];
    assert.deepEqual(named, ["shop-1", "shop-2", ...numbered]);
  });

  it("are the same in whatever order the shops come", () => {
    const all = shops("Shop", "Shop 1", "shop", "Tulips", "SHOP-1");
    const reversed = resourceNames([...all].reverse());
    assert.deepEqual(new Map([...reversed].sort()), new Map([...resourceNames(all)].sort()));
  });

  it("begin with the account that is not the default, so that a second import can stand beside the first", () => {
    assert.deepEqual(namesOf(shops("Shop", "Łódź"), "Köln"), ["koln-shop", "koln-lodz"]);
    assert.deepEqual(namesOf(shops("Shop"), "!"), ["shop"]);
  });

  it("and their keys are unique, whatever the shops are called", () => {
    const likely = ["Shop 1", "Shop 12", "shop1", "Shop", "1", "12", "1 2", "Shop-1-2", "日本"];
    const odd = ["Web hook", "integration", "", "--"];
    const name = fc.oneof(fc.constantFrom(...likely, ...odd), fc.string({ maxLength: 8 }));
    const one = fc.tuple(fc.integer({ min: 1, max: 130 }), name);
    const all = fc.uniqueArray(one, { selector: ([id]) => id, minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(all, (given) => {
        const named = namesOf(given.map(([id, shopName]) => shop(id, shopName)));
        assert.equal(new Set(named).size, given.length);
        for (const one of named) assert.match(one, /^[a-z][a-z\d-]*$/);
        const both = ["shopUrl", "webhookUrl"] as const;
        const keys = named.flatMap((one) => both.map((url) => configKey(one, url).toLowerCase()));
        assert.equal(new Set(keys).size, keys.length, keys.join(" "));
      }),
    );
  });
});

describe("a configuration key", () => {
  it("is never that of another shop", () => {
    const keyOf = keysFor({});
    const [one = "", other = ""] = namesOf([shop(25, "Shop 1"), shop(5, "Shop 12")]);
    assert.equal(keyOf(one, "webhookUrl", "https://a.example/25"), "shop_1_25WebhookUrl");
    assert.equal(keyOf(other, "webhookUrl", "https://a.example/5"), "shop_12_5WebhookUrl");
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
