/** The command that reviews a preview: its input, and how it ends. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/engine";

import { preview, printed, step } from "../support/printed-preview";

const bin = join(root, "provider/bin/pulumi-sendcloud.js");

const run = (args: readonly string[], input = ""): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, [bin, "review", ...args], { input, encoding: "utf8" });

describe("pulumi-sendcloud review", () => {
  it("reads standard input, and ends with status 2 for a risk only where that is asked for", () => {
    const input = JSON.stringify(preview);
    assert.deepEqual(
      [run([], input), run(["--fail-on", "risk"], input), run(["--fail-on", "change"], input)].map(
        ({ status }) => status,
      ),
      [0, 2, 2],
    );
    assert.equal(run(["--fail-on", "risk"], '{"steps":[]}').status, 0);
  });

  it("ends with status 1, and one line, for what it cannot read", () => {
    const missing = run(["/nowhere/preview.json"]);
    assert.deepEqual([missing.status, missing.stdout], [1, ""]);
    assert.match(String(missing.stderr), /^error: cannot read the preview: ENOENT[^\n]*\n$/);
  });

  it("writes a page that has all that the comment has no room for, and loads nothing", () => {
    const folder = mkdtempSync(join(tmpdir(), "review-"));
    try {
      const file = join(folder, "review.html");
      const steps = Array.from({ length: 2_000 }, (_one, at) =>
        step("update", `shop${at}`, {
          before: { integrationId: at, shopName: "A", shopUrl: "https://a.example" },
          after: {
            integrationId: at,
            shopName: `<b>B${at}</b>`,
            shopUrl: `https://b${at}.example`,
          },
        }),
      );
      const { stdout, status, stderr } = run(["--html", file], printed(steps));
      assert.equal(status, 0, String(stderr));
      assert.match(String(stdout), /^<!-- pulumi-sendcloud review: shops\/prod -->\n## /);
      assert.match(String(stdout), /and \d+ more, which the page of `--html` shows/);
      const page = readFileSync(file, "utf8");
      assert.match(page, /^<!doctype html>/);
      assert.equal(page.match(/&lt;b&gt;B\d+&lt;\/b&gt;/g)?.length, 2_000);
      assert.doesNotMatch(
        page,
        /<(script|link|img|iframe|a|b)\b|url\(|@import|pulumi-sendcloud review/,
      );
      assert.equal(run(["--html", folder], printed([])).status, 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tells a preview that failed, and ends with status 1", () => {
    const failed = run(
      [],
      '{"diagnostics":[{"severity":"error","message":"resource \'shop\' has a problem"}]}',
    );
    assert.equal(failed.status, 1);
    assert.match(
      String(failed.stdout),
      /^\*\*The preview failed with 1 problem[^]*\*\*Problems\*\*\n\n- resource 'shop' has a problem/m,
    );
  });
});
