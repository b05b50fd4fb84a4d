/** How the commands read files, and end. */
import { readFileSync } from "node:fs";
import { SendcloudError } from "../errors";

/** The exit status of a command that found what it looks for, drift or a risk; 0 is done, 1 an error. */
export const foundStatus = 2;

/** The file's text. Throws an error that says what it should have been. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SendcloudError(`cannot read ${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
