/** The command line, run in the folder of a project, as its user would. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Project } from "../../engine/project";
import { root } from "./engine";

/** How a command ended. */
export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

export function cli(
  { directory, environment }: Pick<Project, "directory" | "environment">,
  args: readonly string[],
  input = "",
): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, "provider/bin/pulumi-sendcloud.js"), ...args], {
    cwd: directory,
    env: environment,
  });
  const ended: Ended = { status: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (ended.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (ended.stderr += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve({ ...ended, status }));
  });
}
