/** Which file may import which: the arrows point one way, and each ban says why. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import ts from "typescript";

const source = join(__dirname, "../provider/src");

/** What each file may import of this package at run time; types may come from anywhere. */
const allowed: Record<string, readonly string[]> = {
  engine: [],
  json: [],
  described: [],
  types: [],
  url: [],
  settings: ["described", "url"],
  changes: ["settings", "url"],
  check: ["settings", "changes"],
  wire: ["settings"],
  errors: [],
  redact: [],
  shown: ["changes", "redact"],
  adoption: ["changes", "settings", "shown"],
  refusal: ["errors", "json", "redact", "settings", "wire"],
  hosts: [],
  silence: [],
  sources: [],
  warnings: ["hosts", "url"],
  config: ["hosts", "silence", "url"],
  accounts: ["config", "errors", "sources"],
  gate: [],
  patience: [],
  transport: [],
  exchange: ["errors", "patience", "redact"],
  authorization: ["errors", "json", "redact"],
  paging: ["errors", "url"],
  client: ["authorization", "errors", "exchange", "gate", "paging", "refusal", "transport", "wire"],
  clients: ["accounts", "client"],
  restore: ["settings", "changes"],
  record: ["settings", "changes"],
  write: ["changes", "errors"],
  handover: ["changes", "record", "settings"],
  compare: ["changes", "record"],
  lifecycle: ["settings", "changes", "errors", "record", "restore", "write"],
  "pulumi/program": ["clients", "sources"],
  "pulumi/claims": ["pulumi/program"],
  "pulumi/warn": ["hosts", "pulumi/program", "silence", "url", "warnings"],
  "pulumi/preview": ["adoption", "members", "properties", "pulumi/program", "sources"],
  "pulumi/lookups": ["changes", "errors", "pulumi/program"],
  "pulumi/resource": ["engine", "pulumi/claims", "pulumi/lookups", "pulumi/register", "pulumi/set", "pulumi/warn"],
  "pulumi/set": ["engine", "properties", "pulumi/claims", "pulumi/program", "pulumi/register", "pulumi/warn"],
  "check-set": ["check", "members", "properties"],
  members: ["properties"],
  properties: [],
  survey: [],
  "pulumi/failures": ["errors"],
  "pulumi/differences": ["compare", "pulumi/run", "pulumi/state"],
  "pulumi/inputs": [],
  "pulumi/settle": ["errors", "members", "properties", "pulumi/differences", "pulumi/failures", "pulumi/provider"],
  "pulumi/set-provider": [
    "check-set",
    "engine",
    "errors",
    "members",
    "properties",
    "pulumi/differences",
    "pulumi/failures",
    "pulumi/provider",
    "pulumi/run",
    "pulumi/settle",
  ],
  "pulumi/register": ["pulumi/preview", "pulumi/program", "pulumi/trace"],
  "pulumi/trace": [],
  "pulumi/state": ["changes", "errors", "properties", "record", "settings"],
  "pulumi/orphan": [],
  "pulumi/run": ["accounts", "clients", "engine", "errors", "handover", "pulumi/orphan", "settings", "sources", "survey"],
  "pulumi/provider": [
    ...["changes", "check", "engine", "handover", "lifecycle", "pulumi/differences", "pulumi/failures"],
    ...["pulumi/run", "pulumi/state", "shown", "silence"],
  ],
  "emulator/api": ["url"],
  "emulator/seed": [],
  "emulator/token": [],
  "emulator/emulator": ["emulator/api", "emulator/seed", "emulator/token"],
  "review/preview": ["engine", "errors", "json", "members", "properties", "redact"],
  "review/meaning": ["changes", "engine", "settings", "url"],
  "review/review": ["changes", "review/meaning"],
  "review/markdown": [],
  "review/html": [],
  "import/declared": ["changes", "settings", "url"],
  "import/names": [],
  "import/program": ["import/declared", "import/names", "settings"],
  "drift/stored": ["engine", "errors", "members", "properties"],
  "drift/drift": ["changes", "pulumi/state", "record", "review/meaning"],
  "promote/plan": ["changes", "errors", "review/meaning", "url"],
  "cli/promote": ["cli/exit", "cli/read", "cli/table", "cli/workspace", "engine", "errors", "promote/plan", "review/meaning"],
  "cli/exit": [],
  "cli/read": ["errors"],
  "cli/table": [],
  "cli/workspace": ["clients", "errors", "sources"],
  "cli/import": ["cli/workspace", "errors", "import/program"],
  "cli/drift": ["cli/exit", "cli/table", "cli/workspace", "drift/drift", "drift/stored"],
  "cli/review": ["cli/exit", "cli/read", "review/html", "review/markdown", "review/preview", "review/review"],
  "cli/emulate": ["emulator/emulator", "emulator/seed"],
  "cli/main": ["cli/drift", "cli/emulate", "cli/import", "cli/promote", "cli/review"],
};

/** Who alone may import a package, and why. */
const packages: Record<string, { only: readonly string[]; why: string }> = {
  undici: { only: ["transport"], why: "another HTTP client must touch one file" },
  "@pulumi/pulumi": {
    only: [
      "pulumi/claims",
      "pulumi/lookups",
      "pulumi/preview",
      "pulumi/program",
      "pulumi/register",
      "pulumi/resource",
      "pulumi/set",
      "pulumi/warn",
    ],
    why: "the core knows no Pulumi, and the provider process does not need it",
  },
  yaml: { only: ["promote/plan"], why: "configuration files are read and written in one place" },
  "@pulumi/pulumi/automation/index.js": { only: ["cli/workspace"], why: "only the command line drives Pulumi" },
  commander: {
    only: ["cli/main", "cli/drift", "cli/emulate", "cli/import", "cli/promote", "cli/review"],
    why: "only the command line parses arguments",
  },
};

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, "").replaceAll("\\", "/"));

/** The run-time imports of a file, and in the second list the ones that are types only. */
function imports(file: string): { values: string[]; types: string[] } {
  const text = ts.createSourceFile(file, readFileSync(join(source, `${file}.ts`), "utf8"), ts.ScriptTarget.Latest);
  const found: { values: string[]; types: string[] } = { values: [], types: [] };
  const add = (specifier: ts.Node, typeOnly: boolean): void => {
    if (!ts.isStringLiteral(specifier)) return;
    const relative = specifier.text.startsWith(".");
    const name = relative
      ? normalize(join(file, "..", specifier.text))
          .replaceAll("\\", "/")
          .replace(/\.js$/, "")
      : specifier.text;
    found[typeOnly ? "types" : "values"].push(name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      const allTypes = bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly);
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true || allTypes);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(text);
  return found;
}

describe("imports go one way", () => {
  it("and every file has its place in this list", () => assert.deepEqual([...files].sort(), Object.keys(allowed).sort()));

  for (const file of files) {
    it(`from ${file}`, () => {
      const { values, types } = imports(file);
      for (const name of values.filter((value) => files.includes(value))) {
        assert.ok(allowed[file]?.includes(name), `${file} must not import ${name}`);
      }
      for (const [name, { only, why }] of Object.entries(packages)) {
        assert.ok(!values.includes(name) || only.includes(file), `${file} must not import ${name}: ${why}`);
      }
      if (file.startsWith("emulator/")) {
        const codec = [...values, ...types].filter((name) => ["wire", "settings", "check", "client"].includes(name));
        assert.deepEqual(codec, [], "the emulator spells the API itself: a wrong name shared with the codec would cancel out");
      }
    });
  }

  it("and each file says its one idea first", () => {
    for (const file of files) {
      const [first = ""] = readFileSync(join(source, `${file}.ts`), "utf8").split("\n");
      assert.match(first, /^\/\*\*? /, file);
    }
  });
});
