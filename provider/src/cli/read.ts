/** A file that a command was told to read. */
import { readFileSync } from "node:fs";
import { SendcloudError } from "../errors";

/** The file's text. Throws an error that says what it should have been. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SendcloudError(`cannot read ${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
