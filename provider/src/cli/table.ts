/** A table for a terminal or a log: a line for each row, and columns aligned by what is seen. */
import { inLine } from "./inert";

/** The text of a table. */
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
