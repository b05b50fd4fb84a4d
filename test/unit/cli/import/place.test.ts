/** Where an imported program is written, and in which language: what the project says. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  checkPlace,
  languageFor,
  nextSteps,
  placeFor,
} from "../../../../provider/src/cli/import/place";
import {
  type ProjectFile,
  readProjectFile,
} from "../../../../provider/src/cli/import/project-file";
import { usedElsewhere } from "../../../../provider/src/cli/import/used";

describe("the place of an imported program", () => {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "import-")));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  function project(files: Record<string, string>): ProjectFile | undefined {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return readProjectFile(folder);
  }

  it("has the language of the project's runtime, however it is written", () => {
    for (const [text, language] of [
      ["runtime: yaml", "yaml"],
      ["runtime: { name: python, options: { virtualenv: venv } }", "python"],
      ["runtime:\n  name: nodejs", "typescript"],
      ['{ "runtime": "bun" }', "typescript"],
      ["name: without", "typescript"],
      ["- not a project", "typescript"],
      ["{", "typescript"],
    ] as const)
      assert.equal(languageFor(project({ "Pulumi.yaml": text })), language, text);
    assert.equal(languageFor(undefined), "typescript");
    assert.throws(
      () => languageFor(project({ "Pulumi.yaml": "runtime: go" })),
      /: the runtime of Pulumi\.yaml is go, for which import writes no program: name one of typescript, python, yaml with --language$/,
    );
  });

  it("is the file that Pulumi runs, also in the folder of main", () => {
    assert.equal(placeFor("typescript", undefined), "index.ts");
    assert.equal(placeFor("python", undefined), "__main__.py");
    assert.equal(placeFor("yaml", undefined), "Main.yaml");
    assert.equal(
      placeFor("yaml", project({ "Pulumi.yaml": "runtime: yaml\nmain: program" })),
      join("program", "Main.yaml"),
    );
  });

  it("is never beside a YAML program that Pulumi would no longer run", () => {
    for (const files of [
      { "Pulumi.yaml": "runtime: yaml\nresources: { a: { type: x } }" },
      { "Pulumi.yaml": "runtime: yaml\noutputs: { a: 1 }" },
      { "Pulumi.yaml": "runtime: yaml", "Main.json": "{}" },
    ]) {
      const found = project(files);
      assert.equal(placeFor("yaml", found), "imported.yaml");
      assert.throws(
        () => checkPlace("Main.yaml", "yaml", found),
        /Pulumi would run Main\.yaml in place of (Pulumi\.yaml|Main\.json), and delete what that declares/,
      );
      checkPlace("imported.yaml", "yaml", found);
      checkPlace(join("elsewhere", "Main.yaml"), "yaml", found);
      assert.match(
        nextSteps("imported.yaml", "yaml", found)[0] ?? "",
        /copy its config and its resources to (Pulumi\.yaml|Main\.json)/,
      );
    }
  });

  it("is never the project's own file, and may be the program that is there", () => {
    const found = project({ "Pulumi.yaml": "runtime: yaml", "Main.yaml": "resources: {}" });
    for (const language of ["yaml", "typescript", "python"] as const)
      assert.throws(
        () => checkPlace("Pulumi.yaml", language, found),
        /Pulumi\.yaml is the file of the project itself/,
      );
    checkPlace("Main.yaml", "yaml", found);
  });

  it("takes no name of the rest of a YAML program, nor one that YAML keeps for itself", () => {
    const found = project({
      "Pulumi.yaml":
        "runtime: yaml\nconfig: { key: { type: string } }\nresources: { flowers: {} }\nvariables: { v: 1 }",
    });
    const isUsed = usedElsewhere("imported.yaml", "yaml", found);
    assert.deepEqual(["key", "flowers", "v", "pulumi", "books"].map(isUsed), [
      true,
      true,
      true,
      true,
      false,
    ]);
    assert.equal(usedElsewhere("index.ts", "typescript", found)("pulumi"), false);
  });

  it("takes no name that another Python file has in quotes; virtual environments are not the program's", () => {
    const found = project({
      "Pulumi.yaml": "runtime: python",
      "shops.py": "IntegrationSettings('flowers')",
      "venv/pyvenv.cfg": "",
      "venv/lib.py": "'books'",
    });
    const isUsed = usedElsewhere("__main__.py", "python", found);
    assert.deepEqual(["flowers", "books"].map(isUsed), [true, false]);
  });

  it("is told with what the program needs", () => {
    assert.deepEqual(nextSteps("index.ts", "typescript", undefined), ["Next: pulumi up"]);
    const bare = project({ "Pulumi.yaml": "runtime: python" });
    const [next, ...more] = nextSteps("__main__.py", "python", bare);
    assert.equal(next, "Next: pulumi up");
    assert.match(
      more.join("\n"),
      /pulumi package add [^\n]*\nIt needs the plugin: in Pulumi\.yaml, plugins:/,
    );
    for (const text of [
      "plugins: { providers: [{ name: sendcloud, path: p }] }",
      "packages: { sendcloud: ./p }",
    ])
      assert.deepEqual(
        nextSteps("Main.yaml", "yaml", project({ "Pulumi.yaml": `runtime: yaml\n${text}` })),
        ["Next: pulumi up"],
      );
  });
});
