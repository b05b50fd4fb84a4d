/** Somebody finds the way: every page is listed and linked, and every link leads somewhere. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { headings, pages, prose } from "../../scripts/pages";

const root = join(__dirname, "../..");
const docs = pages(root);
const others = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "llms.txt",
  "examples/README.md",
  "provider/README.md",
];
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The links of a document to files of the repository, by path, with their anchors. */
function links(path: string): { target: string; anchor: string }[] {
  return [...prose(read(path)).matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, url = ""]) => url)
    .filter((url) => !/^[a-z]+:/.test(url))
    .map((url) => {
      const [file = "", anchor = ""] = url.split("#");
      return { target: file === "" ? path : normalize(join(dirname(path), file)), anchor };
    });
}

function leadsSomewhere({ target, anchor }: { target: string; anchor: string }): boolean {
  if (!existsSync(join(root, target))) return false;
  return (
    anchor === "" ||
    (statSync(join(root, target)).isFile() &&
      headings(read(target)).some((heading) => heading.anchor === anchor))
  );
}

const wrong = (of: readonly string[], isWrong: (path: string) => boolean): string[] =>
  of.filter(isWrong);

describe("links", () => {
  for (const path of [...others, ...docs]) {
    it(`of ${path} lead to a file and a heading`, () => {
      assert.deepEqual(
        links(path).filter((link) => !leadsSomewhere(link)),
        [],
      );
    });
  }

  it("lead from the README to every page of the documents", () => {
    const found = new Set(["README.md"]);
    for (const path of found)
      for (const { target } of links(path))
        if (target.endsWith(".md") && existsSync(join(root, target))) found.add(target);
    assert.deepEqual(
      wrong(docs, (page) => !found.has(page)),
      [],
    );
  });

  it("lead back from every page to the README", () => {
    assert.deepEqual(
      wrong(docs, (page) => !links(page).some(({ target }) => target === "README.md")),
      [],
    );
  });

  it("and commands fetch no package of our name from a registry", () => {
    assert.deepEqual(
      wrong([...others, ...docs], (path) =>
        /np(?:m (?:install|i)|x) pulumi-sendcloud/.test(
          read(path).replace(/`npx pulumi-sendcloud drift`/, ""),
        ),
      ),
      [],
    );
  });

  it("are relative, so that they lead to the same version", () => {
    assert.deepEqual(
      wrong(
        [...others, ...docs].filter((path) => path !== "provider/README.md"),
        (path) => /\]\(https:\/\/github\.com\/[^)]*\/blob\//.test(read(path)),
      ),
      [],
    );
  });
});

describe("llms.txt", () => {
  it("lists every page of the documents", () => {
    const listed = links("llms.txt").map(({ target }) => target);
    assert.deepEqual(
      wrong(docs, (page) => !listed.includes(page)),
      [],
    );
  });
});

describe("the README", () => {
  const lines = read("README.md").trimEnd().split("\n");

  it("has at most 110 lines", () => assert.ok(lines.length <= 110, `${lines.length} lines`));

  it("has, with all pages, at most 1,000 lines", () => {
    const count = ["README.md", ...docs].map((path) => read(path).trimEnd().split("\n").length);
    const sum = count.reduce((one, other) => one + other);
    assert.ok(sum <= 1000, `${sum} lines`);
  });

  it("has lines of readable length: 160 characters of text at most, and 200 of a table", () => {
    const shown = (line: string): string =>
      line.replace(/\]\([^)]*\)/g, "]").replace(/\s{2,}/g, " ");
    assert.deepEqual(
      lines.filter((line) => shown(line).length > (line.startsWith("|") ? 200 : 160)),
      [],
    );
  });

  it("has a first program of at most 12 lines", () => {
    const [, program = ""] = /```ts\n([^]*?)```/.exec(lines.join("\n")) ?? [];
    const count = program.trimEnd().split("\n").length;
    assert.ok(count > 1 && count <= 12, `${count} lines`);
  });
});

describe("each page of the documents", () => {
  for (const page of docs) {
    it(`asks one question: ${page}`, () => {
      const [first, ...more] = headings(read(page)).filter(({ level }) => level === 1);
      assert.ok(first?.text.match(/[?]$/), first?.text);
      assert.deepEqual(more, []);
    });
  }
});
