/** How values are shown. */
import assert from "node:assert/strict";
import { shown } from "../../provider/src/format";

describe("a value", () => {
  for (const [value, text] of [
    ["Tulips", '"Tulips"'],
    ["https://user:canary@shop.example/canary?canary", '"https://shop.example/…"'],
    ["a\u001b[31mb\n", '"a\\u001b[31mb\\n"'],
    ["x".repeat(100), `"${"x".repeat(80)}…"`],
    [null, "nothing"],
    [[], "nothing"],
    [["dhl", "ups"], "dhl ups"],
    [false, "false"],
  ] as const) {
    it(`is shown as ${text}`, () => assert.equal(shown(value), text));
  }
});
