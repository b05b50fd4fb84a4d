/** What counts as an engine: a folder with the Pulumi CLI, of the version that is asked for or else of a new enough one, and its Node.js language host. */
import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { gte, valid } from "semver";
import { versions } from "./versions";

/** A usable engine. */
export interface Engine {
  /** The folder to put first on PATH. */
  directory: string;
  version: string;
  /** Whether it can run policy packs. The language host that we build is too old for the way in which newer CLIs start them. */
  policyPacks: boolean;
}

/** The file that marks a folder as our build: its language host is an old one. */
export const buildMark = "built-from-go-modules";

const exe = process.platform === "win32" ? ".exe" : "";

/** The file name of a program on this platform. */
export function programName(name: string): string {
  return `${name}${exe}`;
}

/** Looks whether a folder holds an engine, of exactly the version that is asked for; answers with it, or with the reason why not. */
export function candidate(folder: string, asked?: string): Engine | string {
  const pulumi = join(folder, programName("pulumi"));
  if (!existsSync(pulumi)) return "no pulumi there";
  const directory = dirname(realpathSync(pulumi));
  if (!existsSync(join(directory, programName("pulumi-language-nodejs"))))
    return "no pulumi-language-nodejs beside pulumi";
  let said: string;
  try {
    said = execFileSync(pulumi, ["version"], {
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    }).trim();
  } catch (error) {
    return `pulumi version failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  const version = valid(said);
  if (version === null) return `pulumi version printed "${said}", which is no version`;
  if (asked !== undefined && version !== asked) return `its version is ${version}, not ${asked}`;
  if (!gte(version, versions.floor))
    return `its version is ${version}, older than ${versions.floor}`;
  return { directory, version, policyPacks: canRunPolicyPacks(directory) };
}

/** A CLI that starts policy packs by this script brings it along; a newer one asks its language host, which must be as new. */
function canRunPolicyPacks(directory: string): boolean {
  return (
    existsSync(join(directory, "pulumi-analyzer-policy")) || !existsSync(join(directory, buildMark))
  );
}
