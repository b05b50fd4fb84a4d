/** What a promotion changes in the target's configuration, and how it shows that. */
import assert from "node:assert/strict";
import { configuration, row } from "../../../../provider/src/cli/promote/comparison";
import { configured, promotionOf } from "../../../support/promotion";

/** The rows of the table for these values of `p:shops`. */
function rows(before: unknown, after: unknown): string[][] {
  const target = before === undefined ? {} : configured({ "p:shops": before });
  const { changes, problems } = promotionOf({ source: configured({ "p:shops": after }), target });
  assert.deepEqual(problems, []);
  return changes.map(row);
}

describe("a promotion", () => {
  it("changes what differs under its keys, and removes what only the target has", () => {
    const shop = { shopName: "Old", servicePointCarriers: ["ups", "dhl"], feedbackType: "eager" };
    const wanted = { shopName: "New", servicePointCarriers: ["dhl"], webhookActive: true };
    assert.deepEqual(rows({ a: shop, c: { shopName: "C" } }, { a: wanted, b: {} }), [
      ["p:shops.a.shopName", "Old", "New"],
      ["p:shops.a.servicePointCarriers", "ups, dhl", "dhl"],
      ["p:shops.a.webhookActive", "(not set)", "true"],
      ["p:shops.a.feedbackType", "eager", "(removed)"],
      ["p:shops.b", "(not set)", "{}"],
      ["p:shops.c.shopName", "C", "(removed)"],
    ]);
  });

  it("compares lists of objects member by member", () => {
    assert.deepEqual(rows([{ name: "A" }, { name: "B" }], [{ name: "A2" }]), [
      ["p:shops[0].name", "A", "A2"],
      ["p:shops[1].name", "B", "(removed)"],
    ]);
  });

  it("adds a key that the target does not have", () => {
    assert.deepEqual(rows(undefined, { "1": { name: "A" } }), [
      ['p:shops["1"].name', "(not set)", "A"],
    ]);
  });

  it("has nothing to do where the values are the same, as an object or as JSON in a text", () => {
    assert.deepEqual(rows({ b: 1, a: [1] }, { a: [1], b: 1 }), []);
    assert.deepEqual(rows('{"a": {"shopName": "A"}}', { a: { shopName: "A" } }), []);
  });

  it("changes an object to a list, a text or nothing as a whole", () => {
    assert.deepEqual(rows({ a: { x: 1 } }, { a: [{ x: 1 }] }), [
      ["p:shops.a", '{"x":1}', '[{"x":1}]'],
    ]);
    assert.deepEqual(rows({ a: { x: 1 } }, { a: "x" }), [["p:shops.a", '{"x":1}', "x"]]);
    assert.deepEqual(rows({ a: { x: 1 } }, { a: null }), [["p:shops.a", '{"x":1}', "null"]]);
  });

  it("refuses a key that the source does not have", () => {
    const { changes, problems } = promotionOf({
      source: {},
      target: configured({ "p:shops": { a: {} } }),
    });
    assert.deepEqual(changes, []);
    assert.deepEqual(problems, ["staging has no p:shops: name the keys to promote with --key"]);
  });
});

describe("a configuration", () => {
  it("is read as the Pulumi CLI prints objects, texts and secrets", () => {
    const printed = {
      "p:shops": { value: '{"a":1}', objectValue: { a: 1 }, secret: false },
      "p:text": { value: "x", secret: false },
      "p:token": { value: "t0ken", secret: true },
    };
    assert.deepEqual(configuration.parse(printed), printed);
  });
});

describe("the table of a promotion", () => {
  const values: [value: unknown, expected: string][] = [
    [null, "null"],
    [true, "true"],
    ["Flowers", "Flowers"],
    ["true", '"true"'],
    ["7", '"7"'],
    ["", '""'],
    [" padded", '" padded"'],
    [["dhl", "ups"], "dhl, ups"],
    [["7"], "7"],
    [[], "[]"],
    ["https://a.example/t0ken?k=t0ken", "https://a.example/…"],
    ["see https://a.example/t0ken", "see https://a.example/…"],
    [["https://a.example/t0ken"], "https://a.example/…"],
    [[["https://me:t0ken@a.example/t0ken"]], '[["https://a.example/…"]]'],
    ["https://a.example/?to=https%3A%2F%2Fb.example%2Ft0ken", "https://a.example/…"],
    ["one\u202etwo\u001b[31m", "one\\u202etwo\\u001b[31m"],
  ];
  for (const [value, expected] of values)
    it(`shows ${JSON.stringify(value)} as ${expected}`, () => {
      assert.deepEqual(row({ path: ["p:shops", "a"], before: undefined, after: value }), [
        "p:shops.a",
        "(not set)",
        expected,
      ]);
    });

  it("cuts long values", () => {
    const [, shown = ""] = row({ path: ["k"], before: ["x".repeat(1000)], after: 1 });
    assert.ok(shown.length <= 101);
  });
});
