/** Finds a real Pulumi engine for the demo and the tests, or installs one, or builds one, and caches it. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { gte, rsort, SemVer, valid } from "semver";
import { goBuild, goList, type Program, type Tell } from "./go";
import { askedVersion, type Pin, versions } from "./versions";

/** A usable engine: a folder with the Pulumi CLI and its Node.js language host. */
export interface Engine {
  /** The folder to put first on PATH. */
  directory: string;
  version: string;
  /** Whether it can run policy packs. The language host that we build is too old for newer CLIs. */
  policyPacks: boolean;
}

/** The file that marks a folder as our build: its language hosts are not those of the release. */
export const buildMark = "built-from-go-modules";

/** Counted up when the build changes, so that a cached engine of an earlier build is not used. */
const buildRevision = 5;

const languageHost: Program = {
  name: "pulumi-language-nodejs",
  sources: "languages",
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  // This host is older than the engine and does not forward resource hooks: the program gets the engine's own address.
  change: [
    'maybeAppendArg("monitor", address)',
    'maybeAppendArg("monitor", req.GetMonitorAddress())',
  ],
};

/** A way to get an engine that is not on this machine, and the folder that caches it. */
interface Way {
  name: string;
  folder: string;
  fill: () => Promise<void>;
}

interface Options {
  signal?: AbortSignal;
  /** The version that the engine must have: `newest`, `floor` or a number; else the variable ENGINE. */
  asked?: string | undefined;
}

/** Finds an engine, or gets one. Rejects with an error that lists everything that was tried. */
export async function acquireEngine(tell: Tell, { signal, asked }: Options = {}): Promise<Engine> {
  const wanted = askedVersion(asked);
  const tried: string[] = [];
  function look(name: string, folders: readonly string[]): Engine | undefined {
    for (const folder of folders) {
      const found = inspect(folder, wanted);
      if (typeof found !== "string") return found;
      if (existsSync(join(folder, "pulumi"))) tried.push(`${name}: ${folder}: ${found}`);
    }
    return undefined;
  }

  const present =
    look("pulumi on PATH", onPath()) ?? look("pulumi under the Pulumi home", underPulumiHome());
  if (present) return present;
  const official = installation(wanted ?? versions.newest, tell);
  const installed = look(official.name, [official.folder]);
  if (installed) return installed;
  const build = construction(wanted ?? buildableVersion(tell), tell, signal);
  const built = look(build.name, [build.folder]);
  if (built) return built;

  for (const { name, folder, fill } of [official, build]) {
    signal?.throwIfAborted();
    try {
      await fill();
      const filled = inspect(folder, wanted);
      if (typeof filled !== "string") return filled;
      tried.push(`${name}: ${filled}`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tried.push(`${name}: ${why}`);
      tell(`${name} failed: ${why}`);
    }
  }
  const needed = wanted ?? `${versions.floor} or newer`;
  throw new Error(
    `no Pulumi engine was found, installed or built. Install the Pulumi CLI ${needed}, or Go, and run again. What was tried:\n${tried.map((line) => `  - ${line}`).join("\n")}`,
  );
}

function onPath(): string[] {
  return (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** The newest first; the npm package `pulumi` installs there too. */
function underPulumiHome(): string[] {
  const home = process.env.PULUMI_HOME || join(homedir(), ".pulumi");
  const managed = join(home, "versions");
  const names = existsSync(managed)
    ? readdirSync(managed).filter((name) => valid(name) !== null)
    : [];
  return [join(home, "bin"), ...rsort(names).map((name) => join(managed, name, "bin"))];
}

/** Whether a folder holds an engine of the wanted version: the engine, or the reason why not. */
function inspect(folder: string, wanted?: string): Engine | string {
  const pulumi = join(folder, programName("pulumi"));
  if (!existsSync(pulumi)) return "no pulumi there";
  const directory = dirname(realpathSync(pulumi));
  if (!existsSync(join(directory, programName("pulumi-language-nodejs"))))
    return "no pulumi-language-nodejs beside pulumi";
  let printed: string;
  try {
    printed = execFileSync(pulumi, ["version"], {
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    }).trim();
  } catch (error) {
    return `pulumi version failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  const version = valid(printed);
  if (version === null) return `pulumi version printed "${printed}", which is no version`;
  if (wanted !== undefined && version !== wanted) return `its version is ${version}, not ${wanted}`;
  if (!gte(version, versions.floor))
    return `its version is ${version}, older than ${versions.floor}`;
  // A CLI that starts policy packs by this script has it beside it; a newer one asks its language host, which must be as new.
  const policyPacks =
    existsSync(join(directory, "pulumi-analyzer-policy")) ||
    !existsSync(join(directory, buildMark));
  return { directory, version, policyPacks };
}

function installation(version: string, tell: Tell): Way {
  const root = cached(`official-v${version}`);
  return {
    name: "Pulumi's installer",
    folder: join(root, "bin"),
    fill() {
      tell(`no Pulumi CLI on this machine will do: installing ${version} with Pulumi's installer`);
      return settle(root, async (unfinished) => {
        await PulumiCommand.install({ root: unfinished, version: new SemVer(version) });
      });
    },
  };
}

function construction(version: string, tell: Tell, signal?: AbortSignal): Way {
  const folder = cached(`v${version}-${buildRevision}`);
  return {
    name: "a build from Pulumi's Go modules",
    folder,
    fill: () => buildEngine(version, folder, tell, signal),
  };
}

/** The version to build where none is asked for: the newest, unless Go says that it is too old for it. */
function buildableVersion(tell: Tell): string {
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

/** Builds all programs of a version into one folder, for machines that reach package registries but not Pulumi's downloads. */
async function buildEngine(
  version: string,
  target: string,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  const pins: Pin[] = ["newest", "floor"];
  const sources = pins.find((pin) => versions[pin] === version);
  if (sources === undefined)
    throw new Error(
      `only ${Object.values(versions).join(" and ")} can be built from Go modules, not ${version}`,
    );
  const commandLine: Program = {
    name: "pulumi",
    sources,
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  };
  const linkerFlags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  await settle(target, async (unfinished) => {
    for (const program of [languageHost, commandLine]) {
      const output = join(unfinished, programName(program.name));
      await goBuild({ program, output, linkerFlags, tell, signal });
    }
    copyScripts(sources, unfinished);
    writeFileSync(join(unfinished, buildMark), "");
  });
}

/** The scripts of the official release, unchanged, from its SDK's Go module, where files are not executable. */
function copyScripts(sources: Pin, target: string): void {
  const sdk = goList(sources, "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3");
  const scripts = join(sdk, "nodejs", "dist");
  for (const name of readdirSync(scripts)) {
    copyFileSync(join(scripts, name), join(target, name));
    chmodSync(join(target, name), 0o755);
  }
}

/** The file name of a program on this platform. */
export function programName(name: string): string {
  return `${name}${process.platform === "win32" ? ".exe" : ""}`;
}

/** The folder that caches something of this name, for this kind of machine. */
export function cached(name: string): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "pulumi-sendcloud", "engine", `${name}-${process.platform}-${process.arch}`);
}

/** Fills a folder that gets its name only once it is complete. Where another process was faster, its folder stays. */
export async function settle(
  target: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = mkdtempSync(`${target}-`);
  try {
    await fill(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
