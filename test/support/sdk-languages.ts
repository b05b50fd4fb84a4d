/** Languages whose programs use an SDK that is generated from the plugin's schema: what each needs here, and how its SDK is added to a project. */
import { execFileSync, spawnSync } from "node:child_process";
import type { Engine } from "../../engine/acquire";
import { addsPackages, provideGenerator, provideLanguage } from "../../engine/language";

/** What adds the plugin's SDK to a project. */
export interface SdkLanguage {
  engine: Engine;
  /** The shell command that generates the SDK of a plugin and names it in the project: what `pulumi package add PLUGIN` does. */
  adding: (plugin: string) => string;
}

interface Language {
  title: string;
  /** Fails where the language is not there. */
  check: readonly [program: string, ...args: string[]];
  /** What names the generated SDK in the project. */
  linking: string;
}

/** The Go module that the SDK is: where its schema says that the repository is. */
const goModule = "github.com/pulumi-sendcloud/pulumi-sendcloud/sdk/go";

const languages = {
  python: {
    title: "Python",
    check: ["python3", "-c", "import venv, ensurepip"],
    linking: "echo sdks/sendcloud >> requirements.txt",
  },
  go: {
    title: "Go",
    check: ["go", "version"],
    linking: `go mod edit -require=${goModule}@v0.0.0 -replace=${goModule}=./sdks/sendcloud`,
  },
} satisfies Record<string, Language>;

/** The name of such a language. */
export type SdkLanguageName = keyof typeof languages;

/** A language for programs under this engine. Nothing where there is none, which is said; what is there and does not work fails under CI, and is said elsewhere. */
export async function findLanguage(
  engine: Engine,
  name: SdkLanguageName,
): Promise<SdkLanguage | undefined> {
  const { title, check, linking }: Language = languages[name];
  const [program, ...args] = check;
  const tell = (line: string): void => console.error(line);
  try {
    execFileSync(program, args, { stdio: "pipe" });
    await provideLanguage(engine, name, tell);
    if (addsPackages(engine)) return { engine, adding: (plugin) => `pulumi package add ${plugin}` };
    const generator = await provideGenerator(tell);
    return {
      engine,
      adding: (plugin) =>
        `(set -o pipefail; pulumi package get-schema ${plugin} | '${generator}' ${name} sdks/sendcloud) && ${linking}`,
    };
  } catch (error) {
    const isThere = spawnSync(program, ["--version"]).error === undefined;
    if (process.env.CI && isThere) throw error;
    console.error(
      `\n!!! NOT TESTED with ${title}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return undefined;
  }
}
