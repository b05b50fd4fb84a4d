/** What counts as an engine: a folder with the Pulumi CLI of a new enough version and its Node.js language host. */
import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** The oldest CLI that the demo and the tests are known to work with; also the one that is built from source. */
export const pulumiVersion = "3.200.0";

/** A usable engine. */
export interface Engine {
  /** The folder to put first on PATH. */
  directory: string;
  version: string;
}

const exe = process.platform === "win32" ? ".exe" : "";

/** The file name of a program on this platform. */
export function programName(name: string): string {
  return `${name}${exe}`;
}

/** Looks whether a folder holds an engine; answers with it, or with the reason why not. */
export function candidate(folder: string): Engine | string {
  const pulumi = join(folder, programName("pulumi"));
  if (!existsSync(pulumi)) return "no pulumi there";
  const directory = dirname(realpathSync(pulumi));
  if (!existsSync(join(directory, programName("pulumi-language-nodejs")))) return "no pulumi-language-nodejs beside pulumi";
  let version: string;
  try {
    version = execFileSync(pulumi, ["version"], {
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    }).trim();
  } catch (error) {
    return `pulumi version failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  const plain = version.replace(/^v/, "");
  return isAtLeast(plain, pulumiVersion) ? { directory, version: plain } : `its version is ${plain}, older than ${pulumiVersion}`;
}

function isAtLeast(version: string, floor: string): boolean {
  return version.localeCompare(floor, "en", { numeric: true }) >= 0;
}
