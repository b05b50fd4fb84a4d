/** The rules of the example's policy pack. */
import assert from "node:assert/strict";
import { hasReason } from "../../examples/policy/rules";

describe("a reason for service points that are off", () => {
  it("may be the stack's tag, which Pulumi Cloud keeps, or an entry for the resource", () => {
    assert.equal(hasReason("one", new Map([["reason", "contract ended"]]), {}), true);
    assert.equal(hasReason("one", new Map(), { one: "contract ended" }), true);
    assert.equal(hasReason("one", new Map([["owner", "us"]]), { two: "x", one: "" }), false);
  });
});
