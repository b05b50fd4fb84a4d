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

  const x = { a: { x: 1 } };
  for (const [title, before, after, ...changes] of [
    ["adds a key", undefined, { "1": x }, ['p:shops["1"].a.x', "(not set)", "1"]],
    ["has nothing to do where values are the same", { b: 1, a: [1] }, { a: [1], b: 1 }],
    ["has nothing to do for an object as JSON in a text", '{"a": {"x": 1}}', x],
    ["changes an object to a list", x, { a: [{ x: 1 }] }, ["p:shops.a", '{"x":1}', '[{"x":1}]']],
    ["changes an object to a text", x, { a: "x" }, ["p:shops.a", '{"x":1}', "x"]],
    ["changes an object to nothing", x, { a: null }, ["p:shops.a", '{"x":1}', "null"]],
  ] as const)
    it(title, () => assert.deepEqual(rows(before, after), changes));

  it("refuses a key that the source does not have", () => {
    const target = configured({ "p:shops": { a: {} } });
    const problems = ["staging has no p:shops: name the keys to promote with --key"];
    assert.deepEqual(promotionOf({ source: {}, target }), { changes: [], problems });
  });
});

it("a configuration is read as the Pulumi CLI prints objects, texts and secrets", () => {
  const printed = {
    "p:shops": { value: '{"a":1}', objectValue: { a: 1 }, secret: false },
    "p:text": { value: "x", secret: false },
    "p:token": { value: "t0ken", secret: true },
  };
  assert.deepEqual(configuration.parse(printed), printed);
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
    ["x".repeat(1000), `${"x".repeat(100)}…`],
  ];
  for (const [after, expected] of values)
    it(`shows ${JSON.stringify(after)?.slice(0, 60)} as ${expected}`, () => {
      const shown = row({ path: ["p:shops", "a"], before: undefined, after });
      assert.deepEqual(shown, ["p:shops.a", "(not set)", expected]);
    });
});
