/** Fills a folder that gets its name only once it is complete. Where another process was faster, its folder is kept. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

export async function settle(
  target: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = mkdtempSync(`${target}-`);
  try {
    await fill(unfinished);
    rename(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function rename(finished: string, target: string): void {
  try {
    renameSync(finished, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}
