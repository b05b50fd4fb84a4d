/** The commands of examples/README.md, run one after the other in one shell, in a copy of the repository. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Engine } from "../../engine/candidate";
import { inherited } from "../../engine/project";
import { root } from "./engine";
import type { SdkLanguage, SdkLanguageName } from "./sdk-languages";

/** The languages that are there, of those whose examples need an SDK. */
export type SdkLanguages = Record<SdkLanguageName, SdkLanguage | undefined>;

/** What the README says to type: all lines of its shell blocks, but for the sections of languages that are not there; SDKs are added as this engine can. */
function commands(languages: SdkLanguages): string[] {
  const sections = readFileSync(join(root, "examples", "README.md"), "utf8").split(/^(?=## )/m);
  return sections.flatMap((section) => {
    const lines = [...section.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = ""]) => block.trim().split("\n"));
    const needed = Object.entries(languages).find(([name]) => section.startsWith(`## [${name}]`));
    if (needed === undefined) return lines;
    const [, language] = needed;
    return language
      ? lines.map((line) => line.replace(/^pulumi package add (\S+)$/, (_all, plugin: string) => language.adding(plugin)))
      : [];
  });
}

/** Follows the README. `npm ci` is what the tests run after, so it is not run again; and the port is a free one. */
export async function followed(engine: Engine, languages: SdkLanguages): Promise<{ status: number | null; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "followed-"));
  for (const name of ["examples", "Pulumi.yaml", "package.json"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const port = await freePort();
  const lines = commands(languages)
    .filter((line) => line !== "npm ci")
    .map((line) => line.replaceAll("8080", String(port)));
  const script = [
    "set -e",
    "trap 'kill $(jobs -p)' EXIT",
    ...lines.flatMap((line) => (line.endsWith("&") ? [line, waiting(port)] : [line])),
    "echo done with everything",
  ];
  const shell = spawn("bash", ["-c", script.join("\n")], {
    cwd: folder,
    env: {
      ...inherited(),
      PATH: `${engine.directory}${delimiter}${process.env.PATH ?? ""}`,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NO_COLOR: "1",
    },
    detached: true,
  });
  let output = "";
  for (const stream of [shell.stdout, shell.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const status = await new Promise<number | null>((resolve) => shell.once("exit", resolve));
  // The emulator is still there, as it would be in the user's terminal: it ends with the shell's group.
  if (shell.pid !== undefined) process.kill(-shell.pid, "SIGTERM");
  await new Promise((resolve) => shell.once("close", resolve));
  rmSync(folder, { recursive: true, force: true });
  return { status, output };
}

/** A person waits until the emulator says that it listens. */
function waiting(port: number): string {
  return `for try in $(seq 100); do (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null && break; sleep 0.1; done`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
