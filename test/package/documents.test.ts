/** The commands that the pages of docs/ show, each typed where its page says, against an emulator. Those of the README and of examples/README.md have tests of their own. */
import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { reaching } from "../../engine/project";
import { pages } from "../../scripts/pages";
import { root } from "../support/engine";
import { freePort, shellLines, typed, waiting } from "../support/shell";
import { requireYamlEngine } from "../support/yaml";

/** A page: what stands in the folder, and what is typed before its commands. */
interface Page {
  example?: string;
  files?: Record<string, string>;
  before?: string[];
  /** Where not all commands of the page are typed here. */
  commands?: string[];
  prints: RegExp[];
}

const page = (name: string): string => readFileSync(join(root, "docs", name), "utf8");

/** A section of a document, by what its heading begins with. */
function sectionOf(path: string, heading: string): string {
  const sections = readFileSync(join(root, path), "utf8").split(/^## /m);
  return sections.find((section) => section.startsWith(heading)) ?? "";
}

/** The commands for one language, of a page where the project has `node_modules` beside it. */
const languageCommands = (path: string, heading: string): string[] =>
  shellLines(sectionOf(path, heading))
    .filter((line) => !/^(cd|deactivate)\b/.test(line))
    .map((line) =>
      line.replace("../../node_modules", "node_modules").replace(/ --(yes|quiet)/, ""),
    );

/** Two environments that are up. */
const twoStacks = {
  example: "promotion",
  before: [
    "pulumi stack init staging && pulumi up --yes --skip-preview",
    "pulumi stack init prod && pulumi up --yes --skip-preview",
  ],
};

const inJavaScript = { "Pulumi.yaml": "name: shops\nruntime: nodejs\n", "index.js": "" };

const shown: Record<string, Page> = {
  "commands.md": {
    ...twoStacks,
    before: [
      ...twoStacks.before,
      "mkdir imported && printf 'name: imported\\nruntime: nodejs\\n' > imported/Pulumi.yaml",
      "pulumi stack init --cwd imported dev",
    ],
    files: { "shops.json": '[{ "id": 1, "shop_name": "From the file" }]' },
    prints: [
      /wrote 4 integrations to index\.ts/,
      /wrote 4 integrations to import\.json/,
      /dry run: nothing was changed/,
      /no drift/,
      / unchanged/,
      /The emulator listens/,
    ],
  },
  "configuration.md": {
    files: inJavaScript,
    before: ["pulumi stack init dev"],
    prints: [/ 1 unchanged|1 created/],
  },
  "languages.md": {
    files: { "Pulumi.yaml": /```yaml\n([^]*?)```/.exec(page("languages.md"))?.[1] ?? "" },
    commands: languageCommands("docs/languages.md", "YAML"),
    prints: [/integration 1 \(flowers\): adopted/, /flowersAre/],
  },
};

describe("the commands of the documents", () => {
  let engine: Engine;
  let emulator: Emulator;
  before(async function () {
    engine = await requireYamlEngine(this);
  });
  beforeEach(
    async () =>
      void (emulator = await startEmulator({ seed: [1, 2, 3, 12345].map((id) => ({ id })) })),
  );
  afterEach(() => emulator.close());

  it("are all typed here", () => {
    const withCommands = pages(root).filter(
      (path) => shellLines(readFileSync(join(root, path), "utf8")).length > 0,
    );
    assert.deepEqual(
      withCommands.sort(),
      Object.keys(shown)
        .map((name) => `docs/${name}`)
        .sort(),
    );
  });

  it("for Python and Go are those of examples/README.md, which are typed there", () => {
    for (const [language, folder] of [
      ["Python", "[python]"],
      ["Go", "[go]"],
    ] as const)
      assert.deepEqual(
        languageCommands("docs/languages.md", language),
        languageCommands("examples/README.md", folder),
      );
  });

  for (const [name, { example, files = {}, before = [], commands, prints }] of Object.entries(
    shown,
  )) {
    it(`work: ${name}`, async function () {
      this.timeout(300_000);
      const folder = mkdtempSync(join(tmpdir(), "documents-"));
      try {
        symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
        mkdirSync(join(folder, "state"));
        if (example !== undefined)
          cpSync(join(root, "examples", example), folder, { recursive: true });
        for (const [path, text] of Object.entries({ "package.json": "{}", ...files }))
          writeFileSync(join(folder, path), text);
        const port = await freePort();
        const lines = (commands ?? shellLines(page(name)))
          .map((line) => answered(line).replaceAll("8080", String(port)).replaceAll("…", "value"))
          .flatMap((line) => (line.includes("emulate") ? [`${line} &`, waiting(port)] : [line]))
          .map((line) => (line.includes("import --all") ? `(cd imported && ${line})` : line));
        const { status, output } = await typed(
          engine,
          folder,
          [...before, ...lines, "echo done with everything"],
          {
            ...reaching(emulator),
            PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
            PULUMI_CONFIG_PASSPHRASE: "",
            PULUMI_NODEJS_TRANSPILE_ONLY: "true",
          },
        );
        assert.equal(status, 0, output);
        for (const expected of [...prints, /done with everything/]) assert.match(output, expected);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

/** A line with the answer that a person would give on a terminal. */
function answered(line: string): string {
  return line.replace(/pulumi (?:up|import \S+ \S+ \S+)|promote(?!.*--dry-run)/, "$& --yes");
}
