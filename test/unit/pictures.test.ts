/** The pictures of the documents show what runs today, and nothing of the machine that they were made on. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recording } from "../../scripts/pictures/svg";
import { terminalLines } from "../../scripts/pictures/terminal";

const root = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("the picture of the demo", () => {
  const picture = read("docs/demo.svg");

  it("shows every step of the demo: run `npm run pictures` after a change", () => {
    const titles = [...read("demo/story.ts").matchAll(/\btitle: "([^"]+)"/g)].map(
      ([, title = ""]) => title,
    );
    assert.ok(titles.length > 5);
    for (const [index, title] of titles.entries())
      assert.ok(picture.includes(`== ${index + 1}. ${title}`), title);
  });

  it("loads nothing, runs nothing, and names no folder of the machine", () => {
    assert.doesNotMatch(picture, /<script|href=|\/tmp\/|\/home\/|\/root\//);
  });
});

describe("a recording", () => {
  it("keeps colours, folds long lines and escapes what is markup", () => {
    const screens = [
      terminalLines("\u001b[38;5;2m+ <created>\u001b[0m & done\n12345678901234567890XY", 20),
    ];
    const drawn = recording(screens, { width: 20, seconds: 1, title: "test" });
    assert.match(drawn, /<tspan fill="#7ee787">\+ &lt;created&gt;<\/tspan> &amp; done/);
    assert.match(drawn, />12345678901234567890<\/text>\n.*> {4}XY<\/text>/);
  });
});
