/** The files by which the processes of one run tell each other things past the engine: in a folder that their owner alone can read. */
import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Of a user alone: on Windows each has a folder for temporary files of its own. A container's user may have no name. */
export const directory = join(tmpdir(), `pulumi-sendcloud-${process.getuid?.() ?? "user"}`);

/** A run is known by its engine, whose address each of its processes is told. */
export function nameOf(engine: string): string {
  return createHash("sha256").update(engine).digest("hex").slice(0, 16);
}

/** The text of a file; empty where there is none. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Whether nobody else could have written there. */
export function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid());
}

/** A program lives until the engine has done everything; the file of one that was killed means nothing. */
export function isAlive(pid: unknown): boolean {
  if (typeof pid !== "number") return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
