/** Builds programs with Go, and says how far the build is. */
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";

/** Tells the person at the terminal what is going on, a line at a time. */
export type Tell = (line: string) => void;

/** A program, and what it is built from. */
export interface Program {
  name: string;
  /** The folder of engine/go whose go.mod and go.sum pin what it is built from. */
  sources: string;
  package: string;
  /** A change of one line of its main.go: the text that is there, and the text that takes its place. */
  change?: [from: string, to: string];
}

interface Build {
  program: Program;
  output: string;
  linkerFlags: string;
  tell: Tell;
  signal?: AbortSignal | undefined;
}

/** What Go prints about the modules of a folder of engine/go. */
export function goList(sources: string, ...args: string[]): string {
  try {
    return execFileSync("go", ["list", ...args], {
      cwd: folderOf(sources),
      env: environment(),
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Error("Go is not installed, or not on the PATH", { cause: error });
    }
    throw error;
  }
}

/** Builds a program; rejects with the last lines of what Go said. */
export async function goBuild({
  program,
  output,
  linkerFlags,
  tell,
  signal,
}: Build): Promise<void> {
  tell(`building ${program.name} with Go`);
  const args = [
    "build",
    "-mod=readonly",
    "-buildvcs=false",
    "-ldflags",
    linkerFlags,
    ...changedModule(program, output),
  ];
  const options = { cwd: folderOf(program.sources), env: environment(), ...(signal && { signal }) };
  const started = Date.now();
  await new Promise<void>((resolve, reject) => {
    const go = spawn("go", [...args, "-o", output, program.package], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    let downloads = 0;
    go.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      downloads += text.split("go: downloading").length - 1;
    });
    const progress = setInterval(() => {
      tell(
        `  still building after ${Math.round((Date.now() - started) / 1000)} s: ${progressOf(downloads)}`,
      );
    }, 20_000);
    go.once("error", reject).once("close", (code) => {
      clearInterval(progress);
      if (code === 0) resolve();
      else {
        const why =
          said.trim() === ""
            ? "it printed no reason"
            : said.trim().split("\n").slice(-5).join("\n");
        reject(new Error(`go build of ${program.package} ended with status ${code}: ${why}`));
      }
    });
  });
  for (const rest of ["module", "mod", "sum"])
    rmSync(`${output}.${rest}`, { recursive: true, force: true });
}

/** Go names each module that it downloads. It says nothing while it compiles, nor while it asks which modules there are. */
function progressOf(downloads: number): string {
  if (downloads === 0)
    return "Go compiles, or looks up the first modules; none was downloaded so far";
  return `Go downloads modules (${downloads} so far) and compiles them`;
}

/** The go flags that build from a changed copy of the module, kept beside the output while it is built. */
function changedModule({ sources, package: source, change }: Program, output: string): string[] {
  if (change === undefined) return [];
  const cwd = folderOf(sources);
  const [path = "", module = "", folder = ""] = goList(
    sources,
    "-f",
    "{{.Dir}}\n{{.Module.Path}}\n{{.Module.Dir}}",
    source,
  ).split("\n");
  const copy = `${output}.module`;
  execFileSync("cp", ["-R", folder, copy]);
  execFileSync("chmod", ["-R", "u+w", copy]);
  const file = join(copy, relative(folder, path), "main.go");
  const text = readFileSync(file, "utf8");
  if (!text.includes(change[0]))
    throw new Error(
      `${file} cannot be changed as the build needs it: it does not hold ${change[0]}`,
    );
  writeFileSync(file, text.replace(...change));
  writeFileSync(
    `${output}.mod`,
    `${readFileSync(join(cwd, "go.mod"), "utf8")}\nreplace ${module} => ${copy}\n`,
  );
  copyFileSync(join(cwd, "go.sum"), `${output}.sum`);
  return ["-modfile", `${output}.mod`];
}

function folderOf(sources: string): string {
  return join(__dirname, "go", sources);
}

function environment(): NodeJS.ProcessEnv {
  return { HOME: homedir(), ...process.env, CGO_ENABLED: "0" };
}
