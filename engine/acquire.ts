/** Gets a real Pulumi engine for the demo and the tests: one that is found, or else installed, or else built. It is kept for the next time. */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { rsort, SemVer, valid } from "semver";
import { buildableVersion, buildEngine, buildRevision } from "./build";
import { candidate, type Engine } from "./candidate";
import type { Tell } from "./go";
import { keptIn } from "./kept";
import { settle } from "./settle";
import { askedVersion, versions } from "./versions";

/** A way to get an engine that is not on this machine, and the folder that keeps it. */
interface Way {
  name: string;
  folder: string;
  fill: () => Promise<void>;
}

interface Options {
  signal?: AbortSignal;
  /** The version that the engine must have: `newest`, `floor` or a number. Where it is not given, the variable ENGINE says it. */
  asked?: string | undefined;
}

/** Finds an engine, or gets one. Rejects with an error that says everything that was tried. */
export async function acquireEngine(tell: Tell, { signal, asked }: Options = {}): Promise<Engine> {
  const wanted = askedVersion(asked);
  const tried: string[] = [];
  function look(name: string, folders: readonly string[]): Engine | undefined {
    for (const folder of folders) {
      const found = candidate(folder, wanted);
      if (typeof found !== "string") return found;
      if (existsSync(join(folder, "pulumi"))) tried.push(`${name}: ${folder}: ${found}`);
    }
    return undefined;
  }

  const installed =
    look("pulumi on PATH", onPath()) ?? look("pulumi under the Pulumi home", underPulumiHome());
  if (installed) return installed;
  const official = installation(wanted ?? versions.newest, tell);
  const kept = look(official.name, [official.folder]);
  if (kept) return kept;
  const build = construction(wanted ?? buildableVersion(tell), tell, signal);
  const built = look(build.name, [build.folder]);
  if (built) return built;

  for (const { name, folder, fill } of [official, build]) {
    signal?.throwIfAborted();
    try {
      await fill();
      const filled = candidate(folder, wanted);
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

function installation(version: string, tell: Tell): Way {
  const root = keptIn(`official-v${version}`);
  return {
    name: "Pulumi's installer",
    folder: join(root, "bin"),
    fill() {
      tell(
        `this machine has no Pulumi CLI that will do: installing ${version} with Pulumi's installer`,
      );
      return settle(
        root,
        async (unfinished) =>
          void (await PulumiCommand.install({ root: unfinished, version: new SemVer(version) })),
      );
    },
  };
}

function construction(version: string, tell: Tell, signal?: AbortSignal): Way {
  const folder = keptIn(`v${version}-${buildRevision}`);
  return {
    name: "a build from Pulumi's Go modules",
    folder,
    fill: () => buildEngine(version, folder, tell, signal),
  };
}
