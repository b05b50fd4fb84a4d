/** Gives a finished folder its name, in one step; keeps what is there where somebody else was faster. */
import { existsSync, renameSync } from "node:fs";

export function settle(finished: string, target: string): void {
  try {
    renameSync(finished, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}
