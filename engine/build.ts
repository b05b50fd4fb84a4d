/** Builds an engine from Pulumi's own Go modules, for machines that reach package registries but not Pulumi's downloads. */
import { spawn } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { programName, pulumiVersion } from "./candidate";
import { settle } from "./settle";

/** Tells the person at the terminal what is going on, a line at a time. */
export type Tell = (line: string) => void;

/** Each program, the folder whose go.mod and go.sum pin what it is built from, and its package. */
const programs = [
  {
    name: "pulumi-language-nodejs",
    sources: "language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
  { name: "pulumi", sources: "cli", package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
];

/** The official release has the same script: the provider host is part of the SDK that the project has installed. */
const providerHost = `#!/bin/sh
exec node "$(node -p 'require.resolve("@pulumi/pulumi/cmd/dynamic-provider")')" "$@"
`;

/** Builds all programs into one folder. Takes minutes, and about 2 GB of Go's caches. */
export function buildEngine(target: string, tell: Tell, signal?: AbortSignal): Promise<void> {
  return settle(target, async (unfinished) => {
    for (const program of programs) {
      tell(`building ${program.name} with Go`);
      await goBuild(program, join(unfinished, programName(program.name)), tell, signal);
    }
    const script = join(unfinished, "pulumi-resource-pulumi-nodejs");
    writeFileSync(script, providerHost);
    chmodSync(script, 0o755);
  });
}

function goBuild({ sources, package: source }: (typeof programs)[number], output: string, tell: Tell, signal?: AbortSignal): Promise<void> {
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`;
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const go = spawn("go", ["build", "-mod=readonly", "-buildvcs=false", "-ldflags", `-s -w ${version}`, "-o", output, source], {
      cwd: join(__dirname, "go", sources),
      env: { HOME: homedir(), ...process.env, CGO_ENABLED: "0" },
      stdio: ["ignore", "ignore", "pipe"],
      ...(signal && { signal }),
    });
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
