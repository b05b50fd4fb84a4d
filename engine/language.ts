/** Language hosts that the engine of tests needs besides that of Node.js: official releases bring them, and our builds get theirs from Pulumi's Go modules when they are first needed. */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { buildMark, type Engine, programName } from "./candidate";
import { goBuild, goList, type Program, type Tell } from "./go";

/** A language whose host can be built. */
export type Language = "yaml" | "python" | "go";

interface Host extends Program {
  /** A script that the host runs programs by, which must stand beside it: its module, and its path in that. */
  script?: { module: string; path: string };
}

const hosts: Record<Language, Host> = {
  yaml: {
    name: "pulumi-language-yaml",
    sources: "language-yaml",
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  },
  python: {
    name: "pulumi-language-python",
    sources: "language-python",
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    script: {
      module: "github.com/pulumi/pulumi/sdk/v3",
      path: "python/cmd/pulumi-language-python-exec",
    },
  },
  go: {
    name: "pulumi-language-go",
    sources: "language-go",
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

/** Files of Go modules have lost the right to be run. */
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
