/** Who may import whom: a room imports only the rooms below it, and each ban says why. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { type Import, importsOf } from "../support/imports";

const source = join(__dirname, "../../provider/src");

/** The rooms, from the top: each imports only those after it. `pulumi/tokens` belongs to `pulumi`. */
const rooms = ["cli", "pulumi", "lifecycle", "api", "config", "settings"];

/** The leaf files, which every room may import. */
const leaves = ["errors", "format", "url", "values"];

/** Who alone may import a package, and why. */
const packages: Record<string, { only: RegExp; why: string }> = {
  undici: { only: /^api\/transport$/, why: "another HTTP client must touch one file" },
  zod: {
    only: /^(settings|config|api|lifecycle|emulator|cli)\//,
    why: "programs must not load it: it is slow, and under pnpm they do not find it",
  },
  "@grpc/grpc-js": {
    only: /^pulumi\/plugin\//,
    why: "only the plugin speaks the engine's protocol itself",
  },
  "@pulumi/pulumi": { only: /^pulumi\/(program|dynamic)\//, why: "the rooms below know no Pulumi" },
  "@pulumi/pulumi/automation": { only: /^cli\//, why: "only the command line drives Pulumi" },
  "@pulumi/pulumi/automation/index.js": {
    only: /^cli\/workspace$/,
    why: "only the command line drives Pulumi",
  },
  yaml: {
    only: /^cli\/promote\//,
    why: "promote reads and writes configuration",
  },
  commander: {
    only: /^cli\/(main|emulate|import\/import-command|promote\/promote|review\/review)$/,
    why: "only the commands parse arguments",
  },
};

/** Folders of one room that are processes, or commands, of their own: they do not import one another. */
const separate = [/^pulumi\/(program|dynamic|plugin)\//, /^cli\/(import|promote|review)\//];

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, "").replaceAll("\\", "/"));

const imports = new Map(
  files.map((file) => [file, importsOf(join(source, `${file}.ts`)).map(named(file))]),
);

/** Names a file of the source as the rules do: by its path below it. */
function named(file: string): (imported: Import) => Import {
  return ({ name, ...rest }) => ({
    name: name.startsWith(".") ? inSource(join(dirname(file), name)) : name,
    ...rest,
  });
}

function inSource(path: string): string {
  return normalize(path).replaceAll(sep, "/").replace(/\.js$/, "");
}

/** Every violation, each as one line. */
function violations(isAllowed: (file: string, imported: Import) => boolean): string[] {
  return files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter((imported) => !isAllowed(file, imported))
      .map(({ name }) => `${file} imports ${name}`),
  );
}

const roomOf = (file: string): string => file.split("/")[0] ?? file;

describe("imports go one way", () => {
  it("every file is in a room, or is one of the four leaf files", () => {
    assert.deepEqual(
      files.filter((file) => ![...rooms, ...leaves, "emulator"].includes(roomOf(file))),
      [],
    );
  });

  it("a room imports only rooms below it, types too", () => {
    const rank = (file: string): number =>
      leaves.includes(file) ? rooms.length : rooms.indexOf(roomOf(file));
    assert.deepEqual(
      violations(
        (file, { name }) =>
          !files.includes(name) ||
          roomOf(file) === "emulator" ||
          (file.startsWith("cli/") && roomOf(name) === "emulator") ||
          rank(name) >= rank(file),
      ),
      [],
    );
  });

  it("the emulator imports nothing of ours but url: a name shared with the codec would hide a mistake", () => {
    assert.deepEqual(
      violations(
        (file, { name }) =>
          roomOf(file) !== "emulator" ||
          !files.includes(name) ||
          name === "url" ||
          roomOf(name) === "emulator",
      ),
      [],
    );
  });

  it("processes and commands do not import one another", () => {
    const folder = (file: string): string | undefined =>
      separate.map((pattern) => pattern.exec(file)?.[0]).find(Boolean);
    assert.deepEqual(
      violations((file, { name }) => {
        const [own, other] = [folder(file), folder(name)];
        return (
          own === undefined || other === undefined || own === other || roomOf(own) !== roomOf(other)
        );
      }),
      [],
    );
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

  for (const [name, { only, why }] of Object.entries(packages)) {
    it(`${name} is imported only where it belongs: ${why}`, () => {
      assert.deepEqual(
        violations((file, imported) => imported.name !== name || only.test(file)),
        [],
      );
    });
  }

  it("a program loads no library but the Pulumi SDK until it asks the API", () => {
    const loaded = new Set<string>();
    const visit = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const { name, typeOnly, lazy } of imports.get(file) ?? [])
        if (!typeOnly && !lazy) visit(name);
    };
    visit("pulumi/program/resource");
    const libraries = [...loaded].filter(
      (name) => !files.includes(name) && !name.startsWith("node:"),
    );
    assert.deepEqual(libraries, ["@pulumi/pulumi"]);
  });

  it("each file says its one idea first", () => {
    for (const file of files) {
      const [first = ""] = readFileSync(join(source, `${file}.ts`), "utf8").split("\n");
      assert.match(first, /^\/\*\*? /, file);
    }
  });
});
