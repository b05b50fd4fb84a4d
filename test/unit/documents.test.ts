/** The documents: they agree with what they describe, can be typed, and lead somewhere. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import rootManifest from "../../package.json";
import manifest from "../../provider/package.json";
import { emulate } from "../../provider/src/cli/emulate";
import { importCommand } from "../../provider/src/cli/import/import-command";
import { promote } from "../../provider/src/cli/promote/promote";
import { review } from "../../provider/src/cli/review/review";
import { keyOf, sourceNames, variableOf } from "../../provider/src/config/sources";
import { warningNames } from "../../provider/src/settings/warnings";
import { document, paths } from "../../scripts/documents";
import { headings, pages, prose } from "../../scripts/pages";
import { recording } from "../../scripts/pictures/svg";
import { terminalLines } from "../../scripts/pictures/terminal";

const root = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const isThere = (path: string): boolean => existsSync(join(root, path));
const docs = pages(root);
const guides = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "llms.txt"];
const all = [...guides, "examples/README.md", "provider/README.md", ...docs, "CHANGELOG.md"];

describe("the documents", () => {
  for (const path of paths) {
    it(`agree with their sources: ${path}`, () => {
      const { is, shouldBe } = document(path);
      assert.equal(is, shouldBe, "run `npm run docs`");
    });
  }

  it("name every value that can be configured, and every warning that can be silenced", () => {
    const configuration = read("docs/configuration.md");
    for (const name of sourceNames)
      for (const spelled of [keyOf(name), variableOf(name)])
        assert.ok(configuration.includes(`\`${spelled}\``), spelled);
    for (const name of Object.keys(warningNames))
      assert.ok(configuration.includes(`- \`${name}\`: `), name);
  });

  it("explain messages in the words that the package says them", () => {
    const source = readdirSync(join(root, "provider/src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => read(join("provider/src", file)))
      .join("\n");
    const troubleshooting = read("docs/troubleshooting.md").toLowerCase();
    for (const words of [
      "to sign in to Sendcloud with",
      "refused with",
      "in this Sendcloud account",
      "of the Sendcloud account with user id",
      "no response from Sendcloud",
      "is declared twice",
      "is not of format",
      "does not work for dynamic resources",
      "pulumi-sendcloud needs Node.js",
      "but holds something else for",
      "what it was before is forgotten",
      "holds the text of an Output",
      "null was given for",
      "would be restored",
      "does not tell whether the keys are of the account that owned it",
    ]) {
      assert.ok(source.includes(words), `the package does not say: ${words}`);
      assert.ok(troubleshooting.includes(words.toLowerCase()), `the page does not say: ${words}`);
    }
  });

  it("name files of the source that are there, and say of every dependency why it is kept", () => {
    const named = [...read("docs/architecture.md").matchAll(/`([a-z]+\/[\w/-]+\.ts)`/g)];
    assert.ok(named.length > 15);
    for (const [, path = ""] of named)
      assert.ok(isThere(path.startsWith("test/") ? path : `provider/src/${path}`), path);
    const decided = read("docs/decisions.md");
    for (const name of Object.keys(manifest.dependencies))
      assert.ok(decided.includes(`\`${name}\``), name);
  });

  it("name the commands that CI runs", () => {
    const [readme, ci] = [read("README.md"), read(".ci/run")];
    for (const command of ["npm ci && npm run demo", "npm ci && npm test"])
      assert.ok(readme.includes(command));
    for (const command of ["npm ci", "npm test"]) assert.ok(ci.includes(command));
  });
});

describe("what the documents say to type", () => {
  const commands = new Map(
    [emulate, importCommand, promote, review].map((command) => [command.name(), command]),
  );

  /** What a document shows as code, a line each. Of the changelog only what is to come: earlier versions had other commands. */
  function code(path: string): string[] {
    const text =
      path === "CHANGELOG.md"
        ? read(path)
            .split(/^## (?=\d)/m, 1)
            .join()
        : read(path);
    const shown = [...text.matchAll(/^ *```sh\n([^]*?)^ *```|`([^`\n]+)`/gm)];
    return shown.flatMap(([, block, inline]) => (block ?? inline ?? "").split("\n"));
  }

  /** What is wrong with a line. A path of tests is a folder or a file, as far as it has no wildcard. */
  function wrongs(line: string): string[] {
    const matches = (pattern: RegExp): string[] =>
      [...line.matchAll(pattern)].map(([whole, name = whole]) => name);
    const scripts = matches(/npm run ([\w:-]+)/g).filter(
      (name) => !Object.hasOwn(rootManifest.scripts, name),
    );
    const tests = matches(/--spec '?([\w/]+)/g).filter(
      (path) => !isThere(path) && !isThere(`${path}.test.ts`),
    );
    const [, name, rest = ""] =
      /npx --no-install pulumi-sendcloud ([a-z]+)([^|&;>]*)/.exec(line) ?? [];
    const known = ["--help", ...(commands.get(name ?? "")?.options ?? []).map(({ long }) => long)];
    const options = (rest.match(/--[a-z-]+/g) ?? []).filter((option) => !known.includes(option));
    const unknown = name === undefined || commands.has(name) ? [] : [name];
    return [...scripts, ...tests, ...unknown, ...options];
  }

  for (const path of all)
    it(`exists: ${path}`, () => assert.deepEqual(code(path).flatMap(wrongs), []));
});

describe("links", () => {
  /** The links of a document to files of the repository, by path, with their anchors. */
  function links(path: string): { target: string; anchor: string }[] {
    const urls = [...prose(read(path)).matchAll(/\]\(([^()\s]+)\)/g)].map(([, url = ""]) => url);
    return urls
      .filter((url) => !/^[a-z]+:/.test(url))
      .map((url) => {
        const [file = "", anchor = ""] = url.split("#");
        return { target: file === "" ? path : normalize(join(dirname(path), file)), anchor };
      });
  }
  const targets = (path: string): string[] => links(path).map(({ target }) => target);

  function leadsSomewhere({ target, anchor }: { target: string; anchor: string }): boolean {
    if (!isThere(target) || anchor === "") return isThere(target);
    const isFile = statSync(join(root, target)).isFile();
    return isFile && headings(read(target)).some((heading) => heading.anchor === anchor);
  }

  for (const path of all) {
    it(`of ${path} lead to a file and a heading`, () => {
      const broken = links(path).filter((link) => !leadsSomewhere(link));
      assert.deepEqual(broken, []);
    });
  }

  it("lead from the README to every page, and back; llms.txt lists every page", () => {
    const found = new Set(["README.md"]);
    for (const path of found)
      for (const target of targets(path))
        if (target.endsWith(".md") && isThere(target)) found.add(target);
    const listed = targets("llms.txt");
    for (const page of docs) {
      assert.ok(found.has(page) && listed.includes(page), page);
      assert.ok(targets(page).includes("README.md"), page);
    }
  });

  it("and commands fetch no package of our name from a registry, and lead to the same version", () => {
    for (const path of all) {
      const text = read(path).replace(/`npx pulumi-sendcloud drift`/, "");
      assert.doesNotMatch(text, /np(?:m (?:install|i)|x) pulumi-sendcloud/, path);
      const isPackage = path === "provider/README.md";
      if (!isPackage) assert.doesNotMatch(text, /\]\(https:\/\/github\.com\/[^)]*\/blob\//, path);
    }
  });
});

describe("the README", () => {
  const readme = read("README.md").trimEnd();
  const lines = readme.split("\n");

  it("has at most 110 lines, and with all pages at most 1,000", () => {
    assert.ok(lines.length <= 110, `${lines.length} lines`);
    const whole = ["README.md", ...docs].map((path) => read(path).trimEnd()).join("\n");
    assert.ok(whole.split("\n").length <= 1000, `${whole.split("\n").length} lines`);
  });

  it("has lines of readable length: 160 characters of text at most, and 200 of a table", () => {
    const shown = (line: string): string =>
      line.replace(/\]\([^)]*\)/g, "]").replace(/\s{2,}/g, " ");
    const long = lines.filter((line) => shown(line).length > (line.startsWith("|") ? 200 : 160));
    assert.deepEqual(long, []);
  });

  it("has a first program of at most 12 lines", () => {
    const [, program = ""] = /```ts\n([^]*?)```/.exec(readme) ?? [];
    const count = program.trimEnd().split("\n").length;
    assert.ok(count > 1 && count <= 12, `${count} lines`);
  });
});

describe("each page of the documents", () => {
  for (const page of docs) {
    it(`asks one question: ${page}`, () => {
      const titles = headings(read(page)).filter(({ level }) => level === 1);
      assert.equal(titles.length, 1);
      assert.match(titles[0]?.text ?? "", /[?]$/);
    });
  }
});

describe("the picture of the demo", () => {
  const picture = read("docs/demo.svg");

  it("shows every step of the demo: run `npm run pictures` after a change", () => {
    const steps = [...read("demo/story.ts").matchAll(/\btitle: "([^"]+)"/g)];
    assert.ok(steps.length > 5);
    for (const [index, [, title = ""]] of steps.entries())
      assert.ok(picture.includes(`== ${index + 1}. ${title}`), title);
  });

  it("loads nothing, runs nothing, and names no folder of the machine", () =>
    assert.doesNotMatch(picture, /<script|href=|\/tmp\/|\/home\/|\/root\//));

  it("keeps colours, folds long lines and escapes what is markup", () => {
    const text = "\u001b[38;5;2m+ <created>\u001b[0m & done\n12345678901234567890XY";
    const drawn = recording([terminalLines(text, 20)], { width: 20, seconds: 1, title: "test" });
    assert.match(drawn, /<tspan fill="#7ee787">\+ &lt;created&gt;<\/tspan> &amp; done/);
    assert.match(drawn, />12345678901234567890<\/text>\n.*> {4}XY<\/text>/);
  });
});
