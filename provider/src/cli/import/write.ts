/** Writes a program and stores the secrets that it reads: both, or neither. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { SendcloudError } from "../../errors";

/** Throws where the file cannot be written, or must not be. Called before anything else is done. */
export function checkFile(out: string, force: boolean): void {
  const folder = dirname(out);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new SendcloudError(
      `nothing was written: there is no folder ${folder}. Create it first, or name another file with --out`,
    );
  if (!existsSync(out)) return;
  if (!force)
    throw new SendcloudError(
      `${out} is there already: name another file with --out, or write over it with --force`,
    );
  if (!statSync(out).isFile())
    throw new SendcloudError(`nothing was written: ${out} is not a file. Name a file with --out`);
}

/** The file is written first, since it is easier to undo than the secrets. */
export async function writeBoth(
  out: string,
  text: string,
  storeSecrets: () => Promise<void>,
): Promise<void> {
  const before = existsSync(out) ? readFileSync(out) : undefined;
  // An interrupt reaches Pulumi too, which then fails; what was written is taken back after that.
  const hold = (): void => {};
  process.on("SIGINT", hold);
  try {
    writeFileSync(out, text);
    await storeSecrets();
  } catch (error) {
    if (before !== undefined) writeFileSync(out, before);
    else rmSync(out, { force: true });
    throw new SendcloudError(
      `nothing was written: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  } finally {
    process.off("SIGINT", hold);
  }
}
