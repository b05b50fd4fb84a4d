/** Every export of the main entry point has an example in its documentation, and every example compiles. */
import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";
import base from "../../tsconfig.base.json";

const root = join(__dirname, "../..");

/** What programs import, and the source that it stands for. */
const entries: Record<string, string> = {
  "pulumi-sendcloud": "provider/src/pulumi/program/resource.ts",
  "pulumi-sendcloud/settings": "provider/src/settings/schema.ts",
  "pulumi-sendcloud/emulator": "provider/src/emulator/emulator.ts",
};

const { options } = ts.convertCompilerOptionsFromJson(base.compilerOptions, root);

/** Each source file is parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function host(
  settings: ts.CompilerOptions,
  texts: ReadonlyMap<string, string> = new Map(),
): ts.CompilerHost {
  const standard = ts.createCompilerHost(settings);
  return {
    ...standard,
    fileExists: (path) => texts.has(path) || standard.fileExists(path),
    readFile: (path) => texts.get(path) ?? standard.readFile(path),
    getSourceFile(path, version) {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version, true);
      if (!parsed.has(path)) parsed.set(path, standard.getSourceFile(path, version));
      return parsed.get(path);
    },
  };
}

/** The examples of each export that is documented, by the entry point and the name. */
function examples(): Map<string, string[]> {
  const files = Object.values(entries).map((file) => join(root, file));
  const program = ts.createProgram(files, options, host(options));
  const checker = program.getTypeChecker();
  return new Map(
    Object.entries(entries).flatMap(([entry, file]) => {
      const source = program.getSourceFile(join(root, file));
      const module = source && checker.getSymbolAtLocation(source);
      return (module ? checker.getExportsOfModule(module) : []).flatMap((symbol) => {
        const exported =
          symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        const tags = exported.getJsDocTags(checker);
        if (tags.some(({ name }) => name === "internal")) return [];
        const codes = tags
          .filter(({ name }) => name === "example")
          .map(({ text }) => code(ts.displayPartsToString(text)));
        return [[`${entry} ${symbol.name}`, codes] as const];
      });
    }),
  );
}

function code(example: string): string {
  return /```ts\n([^]*?)```/.exec(example)?.[1] ?? "";
}

/** What the compiler says of the examples, each a module of its own. */
function complaints(all: readonly string[]): string[] {
  const texts = new Map(
    all.map(
      (text, index) => [join(root, `example-${index}.mts`), `${text}\nexport {};\n`] as const,
    ),
  );
  const paths = Object.fromEntries(
    Object.entries(entries).map(([entry, file]) => [entry, [join(root, file)]]),
  );
  const settings = { ...options, noEmit: true, noUnusedLocals: false, paths };
  const program = ts.createProgram([...texts.keys()], settings, host(settings, texts));
  return [...texts].flatMap(([path, text]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${text}`,
    );
  });
}

describe("the examples in the documentation of exports", () => {
  let found: Map<string, string[]>;
  before(function () {
    this.timeout(60_000);
    found = examples();
  });

  it("are there for every export of the main entry point", () => {
    const main = [...found].filter(([name]) => name.startsWith("pulumi-sendcloud "));
    assert.ok(main.length > 3, `${main.length} exports`);
    assert.deepEqual(
      main.filter(([, codes]) => codes.length === 0).map(([name]) => name),
      [],
    );
    assert.ok(![...found.values()].flat().includes(""), "an example without code");
  });

  it("use what they are examples of, and compile", function () {
    this.timeout(60_000);
    for (const [name, codes] of found)
      for (const text of codes) assert.ok(text.includes(name.split(" ")[1] ?? ""), name);
    assert.deepEqual(complaints([...found.values()].flat()), []);
  });
});
