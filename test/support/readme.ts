/** The commands of examples/README.md, run one after the other in one shell, in a copy of the repository. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../engine/acquire";
import { root } from "./engine";
import type { SdkLanguage, SdkLanguageName } from "./sdk-languages";
import { freePort, shellLines, typed, waiting } from "./shell";

/** The languages that are there, of those whose examples need an SDK. */
export type SdkLanguages = Record<SdkLanguageName, SdkLanguage | undefined>;

/** What the README says to type, but for the sections of languages that are not there; SDKs are added as this engine can. */
function commands(languages: SdkLanguages): string[] {
  const sections = readFileSync(join(root, "examples", "README.md"), "utf8").split(/^(?=## )/m);
  return sections.flatMap((section) => {
    const lines = shellLines(section);
    const needed = Object.entries(languages).find(([name]) => section.startsWith(`## [${name}]`));
    if (needed === undefined) return lines;
    const [, language] = needed;
    return language
      ? lines.map((line) =>
          line.replace(/^pulumi package add (\S+)/, (_all, plugin: string) =>
            language.adding(plugin),
          ),
        )
      : [];
  });
}

/**
 * Follows the README. `npm ci` is what the tests run after, so it is not run again; and the port is a free one.
 * `promote` needs a newer Pulumi than the oldest supported one.
 */
export async function followed(
  engine: Engine,
  newer: Engine,
  languages: SdkLanguages,
): Promise<{ status: number | null; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "followed-"));
  for (const name of ["examples", "Pulumi.yaml", "package.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const port = await freePort();
  const lines = commands(languages)
    .filter((line) => line !== "npm ci")
    .map((line) => line.replaceAll("8080", String(port)))
    .map((line) => line.replace(/^npx .+ promote/, `PATH="${newer.directory}:$PATH" $&`))
    .flatMap((line) => (line.endsWith("&") ? [line, waiting(port)] : [line]));
  try {
    return await typed(engine, folder, [...lines, "echo done with everything"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
