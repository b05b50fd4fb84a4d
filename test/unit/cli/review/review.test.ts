/** What a preview means to the shops: risks first, as Markdown and as a page. */
import assert from "node:assert/strict";
import { html } from "../../../../provider/src/cli/review/html/page";
import { markdown } from "../../../../provider/src/cli/review/markdown/comment";
import { readPreview } from "../../../../provider/src/cli/review/preview/preview";
import { review } from "../../../../provider/src/cli/review/review";
import { preview } from "../../../support/preview";

describe("a review", () => {
  const result = review(readPreview(JSON.stringify(preview)));

  it("has the risks first, then the names in order", () => {
    assert.deepEqual(
      result.groups.map(({ members, weight }) => [
        members.map(({ shop }) => shop.resource),
        weight,
      ]),
      [
        [["moved"], "risk"],
        [["zoo"], "risk"],
        [["calm"], "calm"],
      ],
    );
    assert.deepEqual([result.risks, result.unknowns], [3, 1]);
    assert.deepEqual(result.others, [["aws:s3/bucket:Bucket", 1]]);
    assert.deepEqual(result.warnings, ["look"]);
  });

  it("says what becomes of a setting that leaves the program", () => {
    const row = result.groups
      .flatMap(({ rows }) => rows)
      .find(({ kind }) => kind.endsWith("no longer managed"));
    assert.deepEqual(
      [row?.property, row?.after, row?.meaning, row?.weight],
      [
        "shopName",
        { words: "not managed" },
        "no longer managed: it returns to what it was when it was adopted",
        "risk",
      ],
    );
  });

  it("is the same whatever the order of the preview", () => {
    const other = { ...preview, steps: [...preview.steps].reverse() };
    assert.equal(markdown(review(readPreview(JSON.stringify(other)))), markdown(result));
  });

  for (const [kind, text] of [
    ["Markdown", markdown(result)],
    ["the page", html(result)],
  ] as const) {
    it(`shows no more of a URL than its host, and no markup that others wrote, in ${kind}`, () => {
      assert.match(text.replaceAll("\u200b", ""), /https:\/\/x\.example/);
      assert.doesNotMatch(text, /canary|<img/);
      if (kind === "Markdown") assert.doesNotMatch(text, /@team|`c`|\n# d/);
    });
  }

  it("is a table with four cells a row in Markdown, whatever values hold", () => {
    const rows = markdown(result)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    assert.ok(rows.length > 8);
    for (const row of rows) assert.equal(row.split("|").length, 6, row);
  });

  it("is one page that loads nothing", () => {
    const page = html(result);
    assert.doesNotMatch(page, /<(script|link|img|iframe)\b|url\(|@import/);
    assert.match(page, /^<!doctype html>/);
  });

  it("refuses what is no preview", () => {
    for (const text of ["", "{}", "[]", '{"steps":[{}]}', "Previewing update"])
      assert.throws(() => readPreview(text), /not what `pulumi preview --json` prints/);
  });
});
