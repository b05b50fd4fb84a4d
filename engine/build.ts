/** Builds an engine from Pulumi's own Go modules, for machines that reach package registries but not Pulumi's downloads. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { programName, pulumiVersion } from "./candidate";
import { settle } from "./settle";

/** Tells the person at the terminal what is going on, a line at a time. */
export type Tell = (line: string) => void;

/** Counts what is changed about the build, so that a kept engine of before is not taken for this one. */
export const buildRevision = 3;

interface Program {
  name: string;
  /** The folder whose go.mod and go.sum pin what it is built from. */
  sources: string;
  package: string;
  /** A change of one line of its main.go: what stands there, and what shall. */
  change?: [from: string, to: string];
}

const programs: Program[] = [
  {
    name: "pulumi-language-nodejs",
    sources: "language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    // This host is older than the engine, stands between it and the program, and knows no resource hooks: it steps aside.
    change: ['maybeAppendArg("monitor", address)', 'maybeAppendArg("monitor", req.GetMonitorAddress())'],
  },
  { name: "pulumi", sources: "cli", package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
];

/** The official release has such scripts too: what they run is part of the SDK that the project has installed. */
const scripts = {
  "pulumi-resource-pulumi-nodejs": "@pulumi/pulumi/cmd/dynamic-provider",
  "pulumi-analyzer-policy": "@pulumi/pulumi/cmd/run-policy-pack",
};

/** Builds all programs into one folder. Takes minutes, and about 2 GB of Go's caches. */
export function buildEngine(target: string, tell: Tell, signal?: AbortSignal): Promise<void> {
  return settle(target, async (unfinished) => {
    for (const program of programs) {
      tell(`building ${program.name} with Go`);
      const output = join(unfinished, programName(program.name));
      await goBuild(program, output, tell, signal);
      for (const rest of ["module", "mod", "sum"]) rmSync(`${output}.${rest}`, { recursive: true, force: true });
    }
    for (const [name, module] of Object.entries(scripts)) {
      const script = join(unfinished, name);
      writeFileSync(script, `#!/bin/sh\nexec node "$(node -p 'require.resolve("${module}")')" "$@"\n`);
      chmodSync(script, 0o755);
    }
  });
}

/** The go flags that build from a changed copy of the module, kept beside the output while it is built. */
function changedModule({ sources, package: source, change }: Program, output: string): string[] {
  if (change === undefined) return [];
  const cwd = join(__dirname, "go", sources);
  const [path = "", module = "", folder = ""] = execFileSync("go", ["list", "-f", "{{.Dir}}\n{{.Module.Path}}\n{{.Module.Dir}}", source], {
    cwd,
    encoding: "utf8",
  }).split("\n");
  const copy = `${output}.module`;
  execFileSync("cp", ["-R", folder, copy]);
  execFileSync("chmod", ["-R", "u+w", copy]);
  const file = join(copy, relative(folder, path), "main.go");
  const text = readFileSync(file, "utf8");
  if (!text.includes(change[0])) throw new Error(`${file} does not hold ${change[0]}`);
  writeFileSync(file, text.replace(...change));
  writeFileSync(`${output}.mod`, `${readFileSync(join(cwd, "go.mod"), "utf8")}\nreplace ${module} => ${copy}\n`);
  copyFileSync(join(cwd, "go.sum"), `${output}.sum`);
  return ["-modfile", `${output}.mod`];
}

function goBuild(program: Program, output: string, tell: Tell, signal?: AbortSignal): Promise<void> {
  const { sources, package: source } = program;
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`;
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const go = spawn(
      "go",
      [
        "build",
        "-mod=readonly",
        "-buildvcs=false",
        "-ldflags",
        `-s -w ${version}`,
        ...changedModule(program, output),
        "-o",
        output,
        source,
      ],
      {
        cwd: join(__dirname, "go", sources),
        env: { HOME: homedir(), ...process.env, CGO_ENABLED: "0" },
        stdio: ["ignore", "ignore", "pipe"],
        ...(signal && { signal }),
      },
    );
    let said = "";
    let downloads = 0;
    go.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      downloads += text.split("go: downloading").length - 1;
    });
    const progress = setInterval(() => {
      tell(`  still building after ${Math.round((Date.now() - started) / 1000)} s (${downloads} modules downloaded)`);
    }, 20_000);
    go.once("error", reject).once("close", (code) => {
      clearInterval(progress);
      if (code === 0) resolve();
      else reject(new Error(`go build of ${source} ended with status ${code}: ${said.trim().split("\n").slice(-5).join("\n")}`));
    });
  });
}
