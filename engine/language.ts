/** Language hosts that the engine of tests needs besides that of Node.js: official releases bring them, and our builds get theirs from Pulumi's Go modules when they are first needed. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildMark, type Engine, programName } from "./candidate";
import { goBuild, type Program, type Tell } from "./go";

/** A language whose host can be built. */
export type Language = "yaml";

const hosts: Record<Language, Program> = {
  yaml: {
    name: "pulumi-language-yaml",
    sources: "language-yaml",
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  },
};

/** Puts the host beside the engine, where it is missing. */
export async function provideLanguage(engine: Engine, language: Language, tell: Tell): Promise<void> {
  const program = hosts[language];
  const host = join(engine.directory, programName(program.name));
  if (existsSync(host)) return;
  if (!existsSync(join(engine.directory, buildMark))) {
    throw new Error(`the Pulumi CLI in ${engine.directory} has no ${program.name} beside it: install a complete release`);
  }
  const output = `${host}.${process.pid}`;
  try {
    await goBuild({ program, output, linkerFlags: "-s -w", tell });
    renameSync(output, host);
  } finally {
    rmSync(output, { force: true });
  }
}
