/** What the commands write to a terminal or a log, and the status that they end with. */
import { visible } from "../format";

/** The exit status of a command that found what it looks for: drift, or a risk. */
export const foundStatus = 2;

/** What a write ends with where nobody reads any more. */
const closed = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

/**
 * Has the standard streams drop what nobody reads: after a reader such as `head` leaves, a command goes on to its own end
 * and status. Any other failure of a stream is an error of the command.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (closed.has(error.code ?? "")) return;
      process.exitCode = 1;
      if (stream === process.stdout)
        console.error(`error: the output cannot be written: ${error.message}`);
    });
  }
}

/** A table: a line for each row, and columns aligned by what is seen. */
export async function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<string> {
  const { default: width } = await import("string-width");
  const cells = [head, ...rows].map((row) => row.map(inLine));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd();
  return cells.map(line).join("\n");
}

/** A text as part of a line: nothing invisible, and no orders to GitHub, which are `##[` anywhere and `::` at the beginning. */
function inLine(text: string): string {
  return visible(text)
    .replaceAll("##[", "\\u0023#[")
    .replace(/^(\s*):(?=:)/, "$1\\u003a");
}
