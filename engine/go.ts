/** Builds programs with Go from pinned modules, with stand-ins for parts that no test needs, and reports how far Go is. */
import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";

/** Prints a line for the person at the terminal. */
export type Tell = (line: string) => void;

/** A program, and what it is built from. */
export interface Program {
  name: string;
  /** The folder of engine/go whose go.mod and go.sum pin what it is built from. */
  sources: string;
  package: string;
  /** A change of its main.go: the text that is there, and the text that takes its place. */
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
      maxBuffer: 2 ** 26,
    }).trim();
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!("code" in error) || error.code !== "ENOENT") return error;
  return new Error("Go is not installed, or not on the PATH", { cause: error });
}

/** Go compiles a quarter faster without debug information and inlining. What previews run through most is inlined. */
const compilerFlags = [
  "-gcflags=all=-l -dwarf=false",
  "-gcflags=std=-dwarf=false",
  "-gcflags=google.golang.org/...=-dwarf=false",
  "-gcflags=github.com/pulumi/pulumi/sdk/...=-dwarf=false",
];

/** Builds a program; rejects with the last lines that Go printed. */
export async function goBuild(build: Build): Promise<void> {
  const { program, output, linkerFlags, tell } = build;
  tell(`building ${program.name} with Go`);
  const pins = readFileSync(join(folderOf(program.sources), "go.mod"), "utf8");
  const modules = pins.match(/ v\d/g)?.length ?? 0;
  await go(build, ["mod", "download", "-x"], {
    still: "downloading Go modules",
    line: /\.zip: 200 OK/g,
    of: `at most ${modules}`,
  });
  const work = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-go-"));
  try {
    const flags = ["-mod=readonly", ...replacing(program.sources, work, program).flags];
    const packages = goList(program.sources, "-deps", ...flags, program.package).split("\n").length;
    const compiler = ["-v", "-trimpath", "-buildvcs=false", ...compilerFlags];
    await go(
      build,
      ["build", ...compiler, "-ldflags", linkerFlags, ...flags, "-o", output, program.package],
      { still: "compiling", line: /^[\w./-]+$/gm, of: `at most ${packages} packages` },
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Pins a module at another version in a folder of engine/go, with all that is then needed beside the stand-ins. */
export function goPin(sources: string, module: string): void {
  const cwd = folderOf(sources);
  const run = (...args: string[]): Buffer =>
    execFileSync("go", args, { cwd, env: environment(), stdio: "inherit" });
  const work = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-go-"));
  try {
    run("get", module);
    const { flags, modules } = replacing(sources, work);
    run("mod", "tidy", ...flags);
    const pins = readFileSync(join(work, "go.mod"), "utf8").split("\n");
    const kept = pins.filter((line) => !line.includes(work)).join("\n");
    writeFileSync(join(cwd, "go.mod"), `${kept.trimEnd()}\n`);
    copyFileSync(join(work, "go.sum"), join(cwd, "go.sum"));
    run("mod", "download", ...modules);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What a line on Go's standard error stands for, where it matches. */
interface Progress {
  still: string;
  line: RegExp;
  of: string;
}

/** Runs Go, and prints every 20 seconds how far it is. */
function go(
  { program, tell, signal }: Build,
  args: readonly string[],
  { still, line, of }: Progress,
): Promise<void> {
  const started = Date.now();
  return new Promise<void>((resolve, reject) => {
    const child = spawn("go", args, {
      cwd: folderOf(program.sources),
      env: environment(),
      stdio: ["ignore", "ignore", "pipe"],
      ...(signal && { signal }),
    });
    let printed = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (printed += text));
    const reports = setInterval(() => {
      const done = printed.match(line)?.length ?? 0;
      const seconds = Math.round((Date.now() - started) / 1000);
      tell(`  still ${still} after ${seconds} s${done > 0 ? `: ${done} of ${of}` : ""}`);
    }, 20_000);
    child.once("error", (error) => reject(explained(error)));
    child.once("close", (code) => {
      clearInterval(reports);
      if (code === 0) return resolve();
      const others = printed
        .trim()
        .split("\n")
        .filter((text) => text.search(line) < 0);
      const reason = others.slice(-5).join("\n") || "it printed no reason";
      reject(new Error(`go ${args[0]} for ${program.name} ended with status ${code}: ${reason}`));
    });
  });
}

/**
 * The flags by which Go takes files of ours in place of some of the modules': the stand-ins, and a changed main.go. Go refuses
 * that beneath its module cache, so these modules are reached by links in a folder of ours.
 */
function replacing(
  sources: string,
  work: string,
  { package: main = "", change }: Partial<Program> = {},
): { flags: string[]; modules: string[] } {
  const replace: Record<string, string> = {};
  const links = new Map<string, string>();
  const packages = new Map(standIns().map((file) => [packageOf(file), join(standInFolder, file)]));
  const format = "{{.ImportPath}}\t{{.Dir}}\t{{with .Module}}{{.Path}}\t{{.Dir}}{{end}}";
  const found = goList(
    sources,
    "-e",
    "-find",
    "-f",
    format,
    ...packages.keys(),
    ...(change ? [main] : []),
  );
  for (const line of found.split("\n")) {
    const [name = "", folder, module, root] = line.split("\t");
    if (!folder || !module || !root) continue;
    const link = join(work, module.replaceAll("/", "_"));
    const at = (file: string): string => join(link, relative(root, folder), file);
    const standIn = packages.get(name);
    if (standIn !== undefined) {
      const replaced = replacedBy(standIn, readdirSync(folder));
      if (replaced.length === 0) continue;
      for (const file of replaced) replace[at(file)] = "";
      replace[at("stand-in.go")] = standIn;
    } else if (change !== undefined) {
      const text = readFileSync(join(folder, "main.go"), "utf8");
      if (!text.includes(change[0]))
        throw new Error(`${name} cannot be changed: its main.go does not hold ${change[0]}`);
      replace[at("main.go")] = join(work, "main.go");
      writeFileSync(join(work, "main.go"), text.replace(...change));
    } else continue;
    if (!links.has(module)) symlinkSync(root, link, "junction");
    links.set(module, link);
  }
  const overlay = join(work, "overlay.json");
  writeFileSync(overlay, JSON.stringify({ Replace: replace }));
  const replaces = [...links].map(([module, link]) => `replace ${module} => ${link}\n`).join("");
  const modfile = join(work, "go.mod");
  writeFileSync(modfile, `${readFileSync(join(folderOf(sources), "go.mod"), "utf8")}\n${replaces}`);
  copyFileSync(join(folderOf(sources), "go.sum"), join(work, "go.sum"));
  return { flags: ["-overlay", overlay, "-modfile", modfile], modules: [...links.keys()] };
}

const standInFolder = join(__dirname, "go", "stand-ins");

function standIns(): string[] {
  return readdirSync(standInFolder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".go"),
  );
}

function packageOf(file: string): string {
  return dirname(file).split(sep).join("/");
}

/** The files of a package that a stand-in names in its first line, or all. */
function replacedBy(standIn: string, files: readonly string[]): string[] {
  const [, names = ""] = /^\/\/ Stands in for: (.*)$/m.exec(readFileSync(standIn, "utf8")) ?? [];
  return files.filter((file) =>
    names === "*.go" ? file.endsWith(".go") : names.split(", ").includes(file),
  );
}

function folderOf(sources: string): string {
  return join(__dirname, "go", sources);
}

function environment(): NodeJS.ProcessEnv {
  return { HOME: homedir(), ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
}
