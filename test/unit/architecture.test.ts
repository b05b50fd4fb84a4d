/** Who may import whom: a room of the source only the rooms below it, a lane of the tests the source or the built package. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { type Import, importsOf } from "../support/imports";

const root = join(__dirname, "../..");
const source = join(root, "provider/src");

/** The rooms, from the top: each imports only those after it. `pulumi/tokens` belongs to `pulumi`. */
const rooms = ["cli", "pulumi", "lifecycle", "api", "config", "settings"];

/** The leaf files, which every room may import. */
const leaves = ["errors", "format", "url", "values", "zod-parts"];

const built = "the build puts what is used of it into one file";
const slow = "programs must not load it: it takes time";
const parsers = /^cli\/(main|emulate|import\/import-command|promote\/promote|review\/review)$/;
/** Who alone may import a package, and why. */
const packages: [name: string, only: RegExp, why: string][] = [
  [
    "undici",
    /^api\/(transport|undici-parts)$/,
    "another HTTP client must touch these two files alone",
  ],
  ["zod", /^zod-parts$/, built],
  ["zod/v4/core", /^zod-parts$/, built],
  ["zod-parts", /^(settings|config|api|lifecycle|emulator|cli|pulumi\/dynamic)\//, slow],
  ["@grpc/grpc-js", /^pulumi\/plugin\//, "only the plugin speaks the engine's protocol itself"],
  ["@pulumi/pulumi", /^pulumi\/(program|dynamic)\//, "the rooms below know no Pulumi"],
  ["@pulumi/pulumi/automation", /^cli\//, "only the command line drives Pulumi"],
  ["@pulumi/pulumi/automation/index.js", /^cli\/workspace$/, "only the command line drives Pulumi"],
  ["commander", parsers, "only the commands parse arguments"],
];

/** Folders of one room that are processes, or commands, of their own: they do not import one another. */
const separate = [/^pulumi\/(program|dynamic|plugin)\//, /^cli\/(import|promote|review)\//];

/** Every TypeScript file below a folder, by its path in it. */
const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"));

const files = below(source).map((file) => file.replace(/\.ts$/, ""));
const roomOf = (file: string): string => file.split("/")[0] ?? file;

/** What each file imports: files of the source by their path below it, as the rules name them. */
const imports = new Map(
  files.map((file) => {
    const inSource = (name: string): string =>
      normalize(join(dirname(file), name))
        .replaceAll(sep, "/")
        .replace(/\.js$/, "");
    const named = ({ name, ...rest }: Import): Import => {
      return { name: name.startsWith(".") ? inSource(name) : name, ...rest };
    };
    return [file, importsOf(join(source, `${file}.ts`)).map(named)] as const;
  }),
);

/** Asserts that every import is allowed: `isAllowed` is asked about the importing file, and what it imports. */
function onlyAllowed(isAllowed: (file: string, name: string) => boolean): void {
  const wrong = files.flatMap((file) =>
    (imports.get(file) ?? []).flatMap(({ name }) =>
      isAllowed(file, name) ? [] : [`${file} imports ${name}`],
    ),
  );
  assert.deepEqual(wrong, []);
}

describe("imports go one way", () => {
  it("every file is in a room, or is a leaf file", () => {
    const known = [...rooms, ...leaves, "emulator"];
    for (const file of files) assert.ok(known.includes(roomOf(file)), file);
  });

  it("a room imports only rooms below it, types too", () => {
    const rank = (file: string): number =>
      leaves.includes(file) ? rooms.length : rooms.indexOf(roomOf(file));
    onlyAllowed((file, name) => {
      if (!files.includes(name) || roomOf(file) === "emulator") return true;
      return (file.startsWith("cli/") && roomOf(name) === "emulator") || rank(name) >= rank(file);
    });
  });

  it("the emulator imports nothing of ours but url and zod's parts: a name shared with the codec would hide a mistake", () =>
    onlyAllowed((file, name) => {
      if (roomOf(file) !== "emulator" || !files.includes(name)) return true;
      return ["url", "zod-parts"].includes(name) || roomOf(name) === "emulator";
    }));

  it("processes and commands do not import one another", () => {
    const folder = (file: string): string | undefined =>
      separate.map((pattern) => pattern.exec(file)?.[0]).find(Boolean);
    onlyAllowed((file, name) => {
      const [own, other] = [folder(file), folder(name)];
      if (own === undefined || other === undefined || own === other) return true;
      return roomOf(own) !== roomOf(other);
    });
  });

  it("no file imports itself through others, types included", () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const { name } of imports.get(file) ?? [])
        if (files.includes(name)) visit(name, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    assert.deepEqual(cycles, []);
  });

  for (const [name, only, why] of packages) {
    it(`${name} is imported only where it belongs: ${why}`, () =>
      onlyAllowed((file, imported) => imported !== name || only.test(file)));
  }

  it("a program loads no library but the Pulumi SDK until it asks the API", () => {
    const loaded = new Set(["pulumi/program/resource"]);
    for (const file of loaded)
      for (const { name, typeOnly, lazy } of imports.get(file) ?? [])
        if (!typeOnly && !lazy) loaded.add(name);
    const isOurs = (name: string): boolean => files.includes(name) || name.startsWith("node:");
    const libraries = [...loaded].filter((name) => !isOurs(name));
    assert.deepEqual(libraries, ["@pulumi/pulumi"]);
  });

  it("each file says its one idea first", () => {
    for (const file of files)
      assert.match(readFileSync(join(source, `${file}.ts`), "utf8"), /^\/\*\*? /, file);
  });
});

describe("the lanes of the tests", () => {
  const tests = below(join(root, "test")).map((file) => `test/${file}`);
  const isSource = (name: string): boolean => name.startsWith("provider/src/");
  const isPackage = (name: string): boolean => /^pulumi-sendcloud(\/|$)/.test(name);

  /** What a test imports: files of the repository by their path in it, packages by name. */
  function imported(file: string, types: boolean): string[] {
    return importsOf(join(root, file))
      .filter(({ typeOnly }) => types || !typeOnly)
      .map(({ name }) =>
        name.startsWith(".") ? `${relative(root, join(root, dirname(file), name))}.ts` : name,
      );
  }

  /** Asserts that the tests of a lane load nothing such, themselves or through others; of the source, what is imported first. */
  function loadsNo(lane: string, isWrong: (name: string) => boolean): void {
    for (const file of tests.filter((test) => test.startsWith(`test/${lane}/`))) {
      const loaded = new Set(imported(file, false));
      for (const name of loaded)
        if (!isSource(name) && existsSync(join(root, name)))
          for (const next of imported(name, false)) loaded.add(next);
      assert.deepEqual([...loaded].filter(isWrong), [], file);
    }
  }

  it("no file imports both the source and the package, types included", () => {
    for (const file of tests) {
      const names = imported(file, true);
      assert.ok(!(names.some(isSource) && names.some(isPackage)), file);
    }
  });

  it("unit tests need no build, no engine and no process of their own", () =>
    loadsNo("unit", (name) => isPackage(name) || /^(node:child_process$|engine\/)/.test(name)));

  for (const lane of ["provider", "engine", "package"])
    it(`tests of the lane "${lane}" test what is built, not the source`, () =>
      loadsNo(lane, isSource));

  it("every test is in a lane", () => {
    for (const file of tests.filter((name) => name.endsWith(".test.ts")))
      assert.match(file, /^test\/(unit|provider|engine|package)\//);
  });
});
