/** The workflow that posts reviews: each stack of a pull request finds its own comment. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { markdown, marker } from "../../provider/dist/cli/review/comment";
import { reviewOf } from "../../provider/dist/cli/review/review";
import { printed, step } from "../support/printed-preview";

const workflow = join(__dirname, "../../examples/review/sendcloud-review.yml");
const steps = z
  .object({
    jobs: z.object({
      review: z.object({
        steps: z.array(z.looseObject({ name: z.string().optional(), run: z.string().optional() })),
      }),
    }),
  })
  .parse(parse(readFileSync(workflow, "utf8"))).jobs.review.steps;
const script = steps.find(({ name }) => name === "Summary and comment")?.run ?? "";

/** GitHub's command line, as far as the workflow uses it: comments are the elements of a file. */
const gh = `#!/usr/bin/env bash
case "$*" in
  *--jq*) jq -r "$5" comments.json ;;
  *PATCH*) jq --rawfile body review.md --arg id "\${4##*/}" 'map(if .id == ($id | tonumber) then .body = $body else . end)' comments.json > new.json && mv new.json comments.json ;;
  *POST*) [ "$4" = repos/o/r/issues/7/comments ] && jq --rawfile body review.md '. + [{ id: length, user: { type: "Bot" }, body: $body }]' comments.json > new.json && mv new.json comments.json ;;
esac
`;

describe("the review's workflow", function () {
  const folder = mkdtempSync(join(tmpdir(), "workflow-"));
  before(function () {
    if (spawnSync("jq", ["--version"]).status !== 0) this.skip();
    writeFileSync(join(folder, "gh"), gh, { mode: 0o755 });
    writeFileSync(join(folder, "comments.json"), "[]");
  });
  after(() => rmSync(folder, { recursive: true }));

  /** The comments after a run for a review of these steps. */
  const commentsAfter = (...of: object[]): string[] => {
    const review = reviewOf(printed(of, { diagnostics: [] }));
    writeFileSync(join(folder, "review.md"), `${marker(review)}\n${markdown(review, new Date(0))}`);
    const { status, stderr } = spawnSync("bash", ["-e", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: `${folder}:${process.env.PATH ?? ""}`,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        COMMENTS: "repos/o/r/issues/7/comments",
      },
    });
    assert.equal(status, 0, stderr);
    const comments = z
      .array(z.object({ body: z.string() }))
      .parse(JSON.parse(readFileSync(join(folder, "comments.json"), "utf8")));
    return comments.map(({ body }) => `${/: (\S+) -->/.exec(body)?.[1]}: ${body.split("\n")[3]}`);
  };
  const removal = (stack: string, more: object = {}): object =>
    step("delete", "a", { before: { integrationId: 7, ...more }, stack });
  const same = (stack: string): object => step("same", "a", { before: {}, after: {}, stack });

  it("updates the comment of its own stack, and makes none where nothing changes", () => {
    const calm = "1 integration changes, no risks.";
    const risk = "1 integration changes, **1 risk**.";
    assert.deepEqual(commentsAfter(same("prod")), []);
    assert.deepEqual(commentsAfter(removal("prod")), [`shops/prod: ${calm}`]);
    assert.deepEqual(commentsAfter(removal("prod-2")), [
      `shops/prod: ${calm}`,
      `shops/prod-2: ${calm}`,
    ]);
    const restored = removal("prod", { onDestroy: "restore" });
    assert.deepEqual(commentsAfter(restored), [`shops/prod: ${risk}`, `shops/prod-2: ${calm}`]);
    assert.deepEqual(commentsAfter(same("prod")), [
      "shops/prod: No integration changes.",
      `shops/prod-2: ${calm}`,
    ]);
    assert.deepEqual(commentsAfter(), [
      "shops/prod: No integration changes.",
      `shops/prod-2: ${calm}`,
    ]);
  });
});
