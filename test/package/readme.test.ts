/** The README's first program, typed as it stands: every line that the README shows is printed. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../engine/acquire";
import { requireEngine, root } from "../support/engine";
import { freePort, shellLines, typed, waiting } from "../support/shell";

const readme = readFileSync(join(root, "README.md"), "utf8");
const section = /^## A first program$([^]*?)^## /m.exec(readme)?.[1] ?? "";

/** The blocks of a language in the section. */
const blocks = (language: string): string[] =>
  [...section.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(
    ([, text = ""]) => text,
  );

/** What the section says to type between its blocks. */
const inline = (text: string): string => {
  assert.ok(section.includes(`\`${text}\``), text);
  return text;
};

/** Writes the program; `edit` is what sed does to it. */
const edited = (edit: string): string => `sed '${edit}' index.ts > new.ts && mv new.ts index.ts`;

describe("the README's first program", () => {
  let engine: Engine;
  before(async function () {
    engine = await requireEngine(this);
  });

  it("is refused, adopted, reviewed and destroyed, and prints what stands there", async () => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), "readme-"));
    const [program = ""] = blocks("ts");
    const added = inline('webhookUrl: "https://hooks.example/parcels",');
    const start = shellLines(section)
      .map((line) => line.replaceAll("8080", String(port)))
      .flatMap((line) => {
        if (line.startsWith("npm ci")) return [];
        if (line.includes("emulate")) return [`(cd '${root}' && ${line}) &`, waiting(port)];
        return line.includes("npm install") ? [`ln -s '${root}/node_modules' node_modules`] : line;
      });
    const preview = inline("pulumi preview");
    const up = `${inline("pulumi up")} --yes --skip-preview`;
    const lines = [
      ...start,
      `cat > index.ts <<'PROGRAM'\n${program}PROGRAM`,
      `if ${preview}; then echo 'the preview passed'; exit 9; fi`,
      edited(`s|webhookActive.*|&\\n  ${added}|`),
      preview,
      up,
      up,
      edited("s/webhookActive: true/webhookActive: false/"),
      inline("pulumi preview --json | npx --no-install pulumi-sendcloud review"),
      `${inline("pulumi destroy")} --yes --skip-preview`,
    ];
    try {
      const { status, output } = await typed(engine, folder, lines);
      assert.equal(status, 0, output);
      for (const line of blocks("text").flatMap((text) => text.trimEnd().split("\n")))
        assert.ok(output.includes(line), `${line}\nis not in\n${output}`);
      assert.deepEqual(output.match(/^PATCH .*$/gm), [
        "PATCH /integrations/1 204 shop_name, webhook_active, webhook_url",
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
