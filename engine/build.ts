/** Builds an engine from Pulumi's own Go modules, for machines that reach package registries but not Pulumi's downloads. */
import { chmodSync, copyFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildMark, programName } from "./candidate";
import { goBuild, goList, type Program, type Tell } from "./go";
import { settle } from "./settle";
import { type Pin, versions } from "./versions";

/** Counted up when the build changes, so that an engine that was kept before is not taken for this one. */
export const buildRevision = 4;

const languageHost: Program = {
  name: "pulumi-language-nodejs",
  sources: "language-nodejs",
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  // This host stands between the engine and the program, is older than the engine, and knows no resource hooks: so the program is given the engine's own address.
  change: [
    'maybeAppendArg("monitor", address)',
    'maybeAppendArg("monitor", req.GetMonitorAddress())',
  ],
};

/** Builds all programs of a version into one folder. Takes minutes, and about 2 GB of Go's caches. */
export function buildEngine(
  version: string,
  target: string,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  const pins: Pin[] = ["newest", "floor"];
  const sources = pins.find((pin) => versions[pin] === version);
  if (sources === undefined)
    return Promise.reject(
      new Error(
        `only ${Object.values(versions).join(" and ")} can be built from Go modules, not ${version}`,
      ),
    );
  const commandLine: Program = {
    name: "pulumi",
    sources,
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  };
  const linkerFlags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  return settle(target, async (unfinished) => {
    for (const program of [languageHost, commandLine]) {
      await goBuild({
        program,
        output: join(unfinished, programName(program.name)),
        linkerFlags,
        tell,
        signal,
      });
    }
    copyScripts(sources, unfinished);
    writeFileSync(join(unfinished, buildMark), "");
  });
}

/**
 * The scripts of the official release of this version, unchanged: they stand in its SDK's Go module, where files have lost the
 * right to be run. What they run is part of the SDK that the project has installed.
 */
function copyScripts(sources: Pin, target: string): void {
  const scripts = join(
    goList(sources, "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"),
    "nodejs",
    "dist",
  );
  for (const name of readdirSync(scripts)) {
    copyFileSync(join(scripts, name), join(target, name));
    chmodSync(join(target, name), 0o755);
  }
}

/** The version to build where none is asked for: the newest, unless Go itself says that it is too old for it. */
export function buildableVersion(tell: Tell): string {
  const { newest, floor } = versions;
  try {
    goList("newest", "-m");
  } catch (error) {
    const [, reason] =
      error instanceof Error ? (/go\.mod requires (go >= .*)/.exec(error.message) ?? []) : [];
    if (reason === undefined) return newest;
    tell(
      `Pulumi ${newest} cannot be built here, since it requires ${reason}: building ${floor} instead`,
    );
    return floor;
  }
  return newest;
}
