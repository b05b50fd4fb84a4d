/** What the table of a promotion shows: of URLs the host alone, of secrets nothing. */
import assert from "node:assert/strict";
import { Odd } from "../../../../provider/src/cli/promote/plain";
import { shown } from "../../../../provider/src/cli/promote/shown";

describe("the table of a promotion", () => {
  const values: [value: unknown, expected: string][] = [
    [undefined, "none"],
    [null, "none"],
    [true, "true"],
    ["Flowers", "Flowers"],
    ["1_000", '"1_000"'],
    [new Odd("1_000"), "1_000"],
    ["true", '"true"'],
    ["", '""'],
    [["dhl", "ups"], "dhl, ups"],
    [[], "[]"],
    ["https://a.example/t0ken?k=t0ken", "https://a.example/…"],
    ["see https://a.example/t0ken", "see https://a.example/…"],
    [["https://a.example/t0ken"], "https://a.example/…"],
    [{ u: "https://a.example/t0ken" }, '{"u":"https://a.example/…"}'],
    [[{ u: ["https://me:t0ken@a.example/t0ken"] }], '[{"u":["https://a.example/…"]}]'],
    ['{"u":"https://a.example/t0ken"}', '{"u":"https://a.example/…"}'],
    ["https://a.example/?to=https%3A%2F%2Fb.example%2Ft0ken", "https://a.example/…"],
    [{ secure: "v1:t0ken" }, "a secret"],
    [
      { a: { secure: "v1:t0ken" }, b: [{ secure: "v1:t0ken" }] },
      '{"a":"a secret","b":["a secret"]}',
    ],
    ["v1:QUJDREVGR0g=:dDBrZW50MGtlbg==", "a secret"],
    ["one\u202etwo\u001b[31m", "one\\u202etwo\\u001b[31m"],
  ];
  for (const [value, expected] of values) {
    it(`shows ${JSON.stringify(value)} as ${expected}`, () => assert.equal(shown(value), expected));
  }

  it("cuts what is long", () => assert.ok(shown({ text: "x".repeat(1000) }).length <= 101));
});
