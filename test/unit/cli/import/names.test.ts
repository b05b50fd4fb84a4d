/** Names of imported resources, and the configuration keys of their secrets. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { knownNames } from "../../../../provider/src/cli/import/known";
import { resourceNames } from "../../../../provider/src/cli/import/names";
import { configKey, createSecrets } from "../../../../provider/src/cli/import/secrets";
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
    ["日本", "ri-ben"],
    ["Москва", "moskva"],
    ["Ελλάδα", "ellada"],
    ["Æbleskiver", "aebleskiver"],
    ["Þór & Søn", "thor-son"],
    ["İstanbul", "istanbul"],
    ["ｗｉｄｅ", "wide"],
    ["한국", "hangug"],
    ["🌸 Flowers", "flowers"],
    ["Tom's (NL) Shop!", "tom-s-nl-shop"],
    ["CONSTRUCTOR", "constructor"],
    ["24 hours", "shop-24-hours"],
    ["a".repeat(250), "a".repeat(30)],
  ] as const) {
    it(`can be read: ${shopName.slice(0, 20)}`, () =>
      assert.deepEqual([...resourceNames([shop(7, shopName)]).values()], [name]));
  }

  it("have the number where a name is not alone, ends in one, or is none", () => {
    const named = resourceNames(shops("Shop", "shop!", "花".slice(1), "Shop 3", null, "🌸", "24"));
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

  it("are the same whatever else is imported with them, and in whatever order", () => {
    const all = shops("Shop", "Shop 1", "shop", "Tulips", "SHOP-1");
    const named = resourceNames(all);
    assert.deepEqual(
      new Map([...resourceNames([...all].reverse())].sort()),
      new Map([...named].sort()),
    );
  });

  it("begin with the account that is not the default, so that a second import can stand beside the first", () => {
    assert.deepEqual(
      [...resourceNames(shops("Shop", "Łódź"), { account: "Köln" }).values()],
      ["koln-shop", "koln-lodz"],
    );
    assert.deepEqual([...resourceNames(shops("Shop"), { account: "!" }).values()], ["shop"]);
  });

  it("avoid what is taken, and keep what the state has", () => {
    const taken = new Set(["shop", "tulips", "tulips-2"]);
    const named = resourceNames(shops("Shop", "Tulips", "Tulips!"), {
      known: new Map([[3, "shop-1"]]),
      isTaken: (name) => taken.has(name),
    });
    assert.deepEqual([...named.values()], ["shop-1-2", "tulips-2-2", "shop-1"]);
  });

  it("in the state are kept for the integrations of the same account, unless another file has them", () => {
    const stored = (name: string, id: number, account?: string) => ({
      name,
      inputs: {},
      outputs: { integrationId: id, ...(account !== undefined && { account }) },
      edge: "dynamic" as const,
      secrets: new Set<string>(),
    });
    const state = [
      stored("one", 1),
      stored("hand-written", 2),
      stored("one-of-berlin", 1, "berlin"),
    ];
    const { resources, taken } = knownNames(state, undefined, (name) => name === "hand-written");
    assert.deepEqual(resources, new Map([[1, "one"]]));
    assert.deepEqual(taken, new Set(["one", "hand-written", "one-of-berlin"]));
  });

  it("and their keys are unique, whatever the shops are called", () => {
    const name = fc.oneof(
      fc.constantFrom(
        "Shop 1",
        "Shop 12",
        "shop1",
        "Shop",
        "1",
        "12",
        "1 2",
        "Shop-1-2",
        "Web hook",
        "日本",
        "",
        "--",
      ),
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
    const named = resourceNames([shop(25, "Shop 1"), shop(5, "Shop 12")]);
    const secrets = createSecrets();
    for (const [id, name] of named) secrets.keep(name, "webhookUrl", `https://a.example/${id}`);
    assert.deepEqual(
      [...secrets.all],
      [
        ["shop_1_25WebhookUrl", "https://a.example/25"],
        ["shop_12_5WebhookUrl", "https://a.example/5"],
      ],
    );
  });

  it("that has another value is left alone, in whatever case it is written, and one with the same value is kept", () => {
    const config = {
      "shops:shopWebhookUrl": { value: "theirs" },
      "shops:Shop_2webhookurl": { value: "theirs too" },
    };
    const secrets = createSecrets({ config });
    assert.equal(secrets.keep("shop", "webhookUrl", "ours"), "shop_3WebhookUrl");
    assert.equal(createSecrets({ config }).keep("shop", "webhookUrl", "theirs"), "shopWebhookUrl");
  });

  it("that another file reads is left alone where the stack has no value for it yet", () => {
    const isRead = (key: string): boolean => key === "shopWebhookUrl";
    assert.equal(createSecrets({ isRead }).keep("shop", "webhookUrl", "ours"), "shop_2WebhookUrl");
    const config = { "shops:shopWebhookUrl": { value: "ours" } };
    assert.equal(
      createSecrets({ isRead, config }).keep("shop", "webhookUrl", "ours"),
      "shopWebhookUrl",
    );
  });
});
