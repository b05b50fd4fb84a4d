/** What the tests of each lane may import: the source, or the built package, and never both. */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { importsOf } from "../support/imports";

const root = join(__dirname, "../..");

/** Every TypeScript file below the folder, by its path in the repository. */
const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));

/** What a file imports: files of the repository by their path in it, packages by name. */
function imported(file: string, { types }: { types: boolean }): string[] {
  return importsOf(join(root, file))
    .filter(({ typeOnly }) => types || !typeOnly)
    .map(({ name }) =>
      name.startsWith(".") ? `${relative(root, join(root, dirname(file), name))}.ts` : name,
    );
}

const isSource = (name: string): boolean => name.startsWith("provider/src/");
const isPackage = (name: string): boolean =>
  name === "pulumi-sendcloud" || name.startsWith("pulumi-sendcloud/");

/** Everything that a file loads, itself or through others, at run time; of the source, what is imported first. */
function loaded(file: string, seen = new Set<string>()): Set<string> {
  for (const name of imported(file, { types: false })) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (!isSource(name) && existsSync(join(root, name))) loaded(name, seen);
  }
  return seen;
}

/** The files that load what they must not, with what that is. */
const offences = (folder: string, isWrong: (name: string) => boolean): string[] =>
  below(folder).flatMap((file) =>
    [...loaded(file)].filter(isWrong).map((name) => `${file} loads ${name}`),
  );

describe("the lanes of the tests", () => {
  it("no file imports both the source and the package, types included", () => {
    const both = below("test").filter((file) => {
      const names = imported(file, { types: true });
      return names.some(isSource) && names.some(isPackage);
    });
    assert.deepEqual(both, []);
  });

  it("unit tests need no build, no engine and no process of their own", () => {
    const isWrong = (name: string): boolean =>
      isPackage(name) || name === "node:child_process" || name.startsWith("engine/");
    assert.deepEqual(offences("test/unit", isWrong), []);
  });

  for (const lane of ["provider", "engine", "package"]) {
    it(`tests of the lane "${lane}" test what is built, not the source`, () =>
      assert.deepEqual(offences(`test/${lane}`, isSource), []));
  }

  it("every test is in a lane", () => {
    const lanes = /^test\/(unit|provider|engine|package)\//;
    assert.deepEqual(
      below("test").filter((file) => file.endsWith(".test.ts") && !lanes.test(file)),
      [],
    );
  });
});
