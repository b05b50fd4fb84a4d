/** Gets a real Pulumi engine for the demo and the tests: found, else installed, else built, and kept for the next time. */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { buildEngine, buildRevision, type Tell } from "./build";
import { candidate, type Engine, pulumiVersion } from "./candidate";
import { settle } from "./settle";

interface Source {
  name: string;
  /** Folders that may hold an engine. */
  folders(): string[];
  /** Fills the folder where it holds none; sources without it only look. */
  fill?(folder: string, tell: Tell, signal?: AbortSignal): Promise<void>;
}

const platform = `${process.platform}-${process.arch}`;

function cache(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-sendcloud", "engine");
}

const sources: Source[] = [
  { name: "pulumi on PATH", folders: () => (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "") },
  {
    name: "pulumi under the Pulumi home",
    folders() {
      const home = process.env.PULUMI_HOME || join(homedir(), ".pulumi");
      const versions = join(home, "versions");
      const managed = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : [];
      return [join(home, "bin"), ...managed.sort().reverse()];
    },
  },
  {
    name: "Pulumi's installer",
    folders: () => [join(cache(), `official-${platform}`, "bin")],
    fill: (folder, tell) => installEngine(dirname(folder), tell),
  },
  {
    name: "a build from Pulumi's Go modules",
    folders: () => [join(cache(), `v${pulumiVersion}-${buildRevision}-${platform}`)],
    fill: buildEngine,
  },
];

/** Finds an engine, or gets one. Rejects with an error that says everything that was tried. */
export async function acquireEngine(tell: Tell, signal?: AbortSignal): Promise<Engine> {
  const tried: string[] = [];
  const asked = sources.flatMap((source) => source.folders().map((folder) => ({ source, folder })));
  for (const { source, folder } of asked) {
    const found = candidate(folder);
    if (typeof found !== "string") return found;
    if (existsSync(join(folder, "pulumi"))) tried.push(`${source.name}: ${folder}: ${found}`);
  }
  for (const { source, folder } of asked) {
    if (source.fill === undefined) continue;
    signal?.throwIfAborted();
    try {
      await source.fill(folder, tell, signal);
      const filled = candidate(folder);
      if (typeof filled !== "string") return filled;
      tried.push(`${source.name}: ${filled}`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tried.push(`${source.name}: ${why}`);
      tell(`${source.name} is not possible here: ${why}`);
    }
  }
  throw new Error(
    `no Pulumi engine could be had. Install the Pulumi CLI ${pulumiVersion} or newer, or Go, and run again. What was tried:\n${tried.map((line) => `  - ${line}`).join("\n")}`,
  );
}

function installEngine(target: string, tell: Tell): Promise<void> {
  tell("no Pulumi CLI on this machine: trying Pulumi's installer");
  return settle(target, async (unfinished) => void (await PulumiCommand.install({ root: unfinished })));
}
