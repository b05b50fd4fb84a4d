/** A Pulumi project of its own, in a temporary folder: its own Pulumi home, state, stack and environment. Nothing of the user's is touched. */
import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import type { Engine } from "./acquire";

/** What became of a `pulumi` command. */
export interface Run {
  status: number | null;
  stdout: string;
  /** Everything that was printed. */
  output: string;
}

/** How to make a project. */
export interface ProjectOptions {
  engine: Engine;
  /** Files and folders to copy into the project. */
  copy?: readonly string[];
  /** Files to write: path in the project, and text. */
  files?: Readonly<Record<string, string>>;
  /** The node_modules that programs resolve packages from, if they need any. */
  nodeModules?: string;
  /** Variables for every command. */
  environment?: Readonly<Record<string, string>>;
}

/** A project with one selected stack. */
export interface Project {
  /** The folder of its program. */
  readonly directory: string;
  /** Variables for every command from now on. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs `pulumi` with these arguments; `show` sees what it prints, as it prints it. */
  pulumi(args: readonly string[], options?: { show?: (text: string) => void }): Promise<Run>;
  /** Sets stack configuration. */
  configure(
    values: Readonly<Record<string, string>>,
    options?: { secret?: boolean; path?: boolean },
  ): Promise<void>;
  /** Writes a file of the project. */
  write(path: string, text: string): void;
  /** Asks what is running to end. */
  interrupt(): void;
  /** What is running, with every process that it started: those with such a command line, or all. */
  processes(commandLine?: RegExp): number[];
  /** Ends these processes at once, as a crash would. Returns how many there were. */
  kill(commandLine?: RegExp): number;
  /** Puts everything back to what it was when the project was made, with these variables in place of the first. */
  reset(environment: Readonly<Record<string, string>>): void;
  /** Interrupts what is running, and removes everything. */
  close(): Promise<void>;
}

/** Makes a project and its stack. */
export async function createProject({
  engine,
  copy = [],
  files = {},
  nodeModules,
  environment = {},
}: ProjectOptions): Promise<Project> {
  const root = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-"));
  const directory = join(root, "project");
  const backend = join(root, "state");
  mkdirSync(backend);
  mkdirSync(directory);
  if (nodeModules !== undefined)
    symlinkSync(nodeModules, join(directory, "node_modules"), "junction");
  for (const source of copy) cpSync(source, join(directory, basename(source)), { recursive: true });
  const own = {
    ...inherited(),
    PATH: `${engine.directory}${delimiter}${process.env.PATH ?? ""}`,
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
  const env: NodeJS.ProcessEnv = { ...own, ...environment };
  const running = new Map<ReturnType<typeof spawn>, Promise<unknown>>();

  function pulumi(
    args: readonly string[],
    { show }: { show?: (text: string) => void } = {},
  ): Promise<Run> {
    const child = spawn(join(engine.directory, "pulumi"), ["--non-interactive", ...args], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const run: Run = { status: null, stdout: "", output: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (run.stdout += text));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        run.output += text;
        show?.(text);
      });
    }
    const ended = new Promise<Run>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve({ ...run, status }));
    }).finally(() => running.delete(child));
    running.set(child, ended);
    return ended;
  }

  async function succeed(...args: string[]): Promise<void> {
    const { status, output } = await pulumi(args);
    if (status !== 0)
      throw new Error(`pulumi ${args.join(" ")} ended with status ${status}:\n${output}`);
  }

  const project: Project = {
    directory,
    environment: env,
    pulumi,
    async configure(values, { secret = false, path = false } = {}) {
      for (const [key, value] of Object.entries(values)) {
        await succeed(
          "config",
          "set",
          ...(secret ? ["--secret"] : []),
          ...(path ? ["--path"] : []),
          "--",
          key,
          value,
        );
      }
    },
    write(path, text) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    },
    interrupt() {
      for (const child of running.keys()) child.kill("SIGTERM");
    },
    processes(commandLine = /^/) {
      const roots = [...running.keys()].flatMap(({ pid }) => pid ?? []);
      return processTree(roots).flatMap(({ pid, command }) =>
        commandLine.test(command) ? pid : [],
      );
    },
    kill(commandLine) {
      const doomed = project.processes(commandLine);
      for (const pid of doomed) process.kill(pid, "SIGKILL");
      return doomed.length;
    },
    reset(variables) {
      for (const folder of [directory, backend]) {
        for (const name of readdirSync(folder))
          if (name !== "node_modules") rmSync(join(folder, name), { recursive: true });
        cpSync(join(root, "saved", basename(folder)), folder, { recursive: true });
      }
      for (const name of Object.keys(env)) if (!(name in own)) delete env[name];
      Object.assign(env, own, variables);
    },
    async close() {
      project.interrupt();
      await Promise.allSettled(running.values());
      rmSync(root, { recursive: true, force: true });
    },
  };
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  await succeed("stack", "init", "dev");
  for (const folder of [directory, backend])
    cpSync(folder, join(root, "saved", basename(folder)), {
      recursive: true,
      filter: (source) => basename(source) !== "node_modules",
    });
  return project;
}

/** Processes and all that they started. The engine gives its plugins groups of their own, so that they must be found by who started them. */
function processTree(roots: readonly number[]): { pid: number; command: string }[] {
  const all = execFileSync("ps", ["-eo", "pid=,ppid=,args=", "-ww"], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
  const tree = all.filter(({ pid }) => roots.includes(pid));
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** The environment in which programs find an emulator. */
export function reaching({
  url,
  publicKey,
  secretKey,
}: {
  url: string;
  publicKey: string;
  secretKey: string;
}): Record<string, string> {
  return {
    SENDCLOUD_BASE_URL: url,
    SENDCLOUD_PUBLIC_KEY: publicKey,
    SENDCLOUD_SECRET_KEY: secretKey,
  };
}

/** The caller's environment without what would reach into somebody's real stacks or shops. */
export function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PULUMI|SENDCLOUD)_/i.test(name)),
  );
}
