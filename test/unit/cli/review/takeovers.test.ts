/** Resources of one name below different parents, one of which takes an integration over from the other: to Pulumi they are two. */
import assert from "node:assert/strict";
import { markdown } from "../../../../provider/src/cli/review/markdown/comment";
import { readPreview } from "../../../../provider/src/cli/review/preview/preview";
import { type Review, review } from "../../../../provider/src/cli/review/review";
import { one, printed, step } from "../../../support/printed-preview";

const shop = { integrationId: 7, shopName: "A", onDestroy: "restore" };

/** A step of a resource `s` below parents of these types. */
function below(
  op: string,
  parents: readonly string[],
  sides: { before?: object; after?: object },
): object {
  return {
    ...step(op, "s", sides),
    urn: `urn:pulumi:prod::shops::${[...parents, one].join("$")}::s`,
  };
}

/** What people see: without the gaps that keep GitHub from making links. */
const textOf = (result: Review): string => markdown(result).replaceAll("\u200b", "");

const of = (...steps: object[]): Review => review(readPreview(printed(steps)));

describe("a takeover by a resource of the same name", () => {
  it("below another parent is a takeover, and names the parent", () => {
    const result = of(
      below("create", ["x:index:X"], { after: shop }),
      below("delete", ["y:index:Y", "z:index:Z"], { before: shop }),
    );
    assert.deepEqual([result.risks, result.unknowns, result.integrations], [0, 0, 1]);
    assert.match(
      textOf(result),
      /Declared here in place of s below z:index:Z below y:index:Y, with nothing to change\./,
    );
  });

  it("from a resource without a parent is one too", () => {
    const result = of(
      below("create", ["x:index:X"], { after: shop }),
      below("delete", [], { before: shop }),
    );
    assert.match(textOf(result), /Declared here in place of s without a parent/);
  });

  it("that stays is why nothing is restored", () => {
    const result = of(
      below("same", ["x:index:X"], { before: shop, after: shop }),
      below("delete", [], { before: shop }),
    );
    assert.equal(result.risks, 0);
    assert.match(
      textOf(result),
      /No longer managed: s below x:index:X declares it too, so nothing is sent and nothing restored/,
    );
  });
});
