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
          .map(({ text }) => /```ts\n([^]*?)```/.exec(ts.displayPartsToString(text))?.[1] ?? "");
        return [[`${entry} ${symbol.name}`, codes] as const];
      });
    }),
  );
}

/** What the compiler says of the examples, each a module of its own. */
function complaints(all: readonly string[]): string[] {
  const named = all.map(
    (text, at) => [join(root, `example-${at}.mts`), `${text}\nexport {};\n`] as const,
  );
  const texts = new Map(named);
  const files = Object.entries(entries).map(([entry, file]): [string, string[]] => [
    entry,
    [join(root, file)],
  ]);
  const paths = Object.fromEntries(files);
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
  before(() => (found = examples()));

  it("are there for every export of the main entry point", () => {
    const main = [...found].filter(([name]) => name.startsWith("pulumi-sendcloud "));
    assert.ok(main.length > 3, `${main.length} exports`);
    for (const [name, codes] of main) assert.ok(codes.length > 0, name);
    assert.ok(![...found.values()].flat().includes(""), "an example without code");
  });

  it("use what they are examples of, and compile", () => {
    for (const [name, codes] of found)
      for (const text of codes) assert.ok(text.includes(name.split(" ")[1] ?? ""), name);
    assert.deepEqual(complaints([...found.values()].flat()), []);
  });
});
