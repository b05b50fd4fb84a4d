/** What a preview means to the shops: risks first, as Markdown and as a page. */
import assert from "node:assert/strict";
import { html } from "../../../../provider/src/cli/review/html";
import { markdown } from "../../../../provider/src/cli/review/markdown";
import { readPreview } from "../../../../provider/src/cli/review/preview";
import { review } from "../../../../provider/src/cli/review/review";
import { preview } from "../../../support/preview";

describe("a review", () => {
  const result = review(readPreview(JSON.stringify(preview)));

  it("has the risks first, then the names in order", () => {
    assert.deepEqual(
      result.sections.map(({ resource, risk }) => [resource, risk]),
      [
        ["moved", true],
        ["zoo", true],
        ["calm", false],
      ],
    );
    assert.equal(result.risks, 3);
    assert.deepEqual(result.others, [["aws:s3/bucket:Bucket", 1]]);
    assert.deepEqual(result.warnings, ["look"]);
  });

  it("says what becomes of a setting that leaves the program", () => {
    const row = result.sections.flatMap(({ rows }) => rows).find(({ after }) => after === "not managed");
    assert.deepEqual(
      [row?.property, row?.meaning, row?.risk],
      ["shopName", "no longer managed: it returns to what it was when it was adopted", true],
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
      assert.match(text, /https:\/\/x\.example/);
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
