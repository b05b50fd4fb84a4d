/** What tests of languages need beside the engine. Official releases bring it; for our builds it is built from Pulumi's Go modules when it is first needed. */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { buildMark, cached, type Engine, programName, settle } from "./acquire";
import { goBuild, goList, type Program, type Tell } from "./go";
import { versions } from "./versions";

/** A language whose host can be built. */
export type Language = "yaml" | "python" | "go";

interface Host extends Program {
  /** A script that the host runs programs by, which must stand beside it: its module, and its path in that. */
  script?: { module: string; path: string };
}

const hosts: Record<Language, Host> = {
  yaml: {
    name: "pulumi-language-yaml",
    // It shares most packages with the newest command line, which are compiled once for both.
    sources: "newest",
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  },
  python: {
    name: "pulumi-language-python",
    sources: "languages",
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    script: {
      module: "github.com/pulumi/pulumi/sdk/v3",
      path: "python/cmd/pulumi-language-python-exec",
    },
  },
  go: {
    name: "pulumi-language-go",
    sources: "languages",
    package: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
  },
};

/** Puts the host beside the engine, where it is missing. */
export async function provideLanguage(
  engine: Engine,
  language: Language,
  tell: Tell,
): Promise<void> {
  const program = hosts[language];
  const host = join(engine.directory, programName(program.name));
  if (existsSync(host)) return;
  if (!existsSync(join(engine.directory, buildMark))) {
    throw new Error(
      `the Pulumi CLI in ${engine.directory} has no ${program.name} beside it: install a complete release`,
    );
  }
  const output = `${host}.${process.pid}`;
  try {
    await goBuild({ program, output, linkerFlags: "-s -w", tell });
    // The script first: whoever sees the host may use it at once.
    if (program.script) copyScript(program.sources, program.script, engine.directory);
    renameSync(output, host);
  } finally {
    rmSync(output, { force: true });
  }
}

/** Files of Go modules are not executable. */
function copyScript(
  sources: string,
  { module, path }: NonNullable<Host["script"]>,
  directory: string,
): void {
  const script = join(directory, basename(path));
  const unfinished = `${script}.${process.pid}`;
  copyFileSync(join(goList(sources, "-m", "-f", "{{.Dir}}", module), path), unfinished);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, script);
}

/** A program of Pulumi's own generators of SDKs, for engines without `pulumi package add`. */
const generator: Program = { name: "generate-sdk", sources: "newest", package: "./generate-sdk" };

/** Counted up when the program changes, so that a cached one of before is not used. */
const generatorRevision = 2;

/** Whether `pulumi package add` generates and links SDKs here: not where the language hosts are our old ones. */
export function addsPackages(engine: Engine): boolean {
  return !existsSync(join(engine.directory, buildMark));
}

/** The path of the program that generates SDKs, which is built where it is missing. */
export async function provideGenerator(tell: Tell): Promise<string> {
  const folder = cached(`${generator.name}-v${versions.newest}-sdk${generatorRevision}`);
  const path = join(folder, programName(generator.name));
  if (existsSync(path)) return path;
  await settle(folder, (unfinished) =>
    goBuild({
      program: generator,
      output: join(unfinished, programName(generator.name)),
      linkerFlags: "-s -w",
      tell,
    }),
  );
  return path;
}
