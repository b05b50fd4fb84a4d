/** A table for a terminal or a log: a line for each row, columns aligned by what is seen, nothing invisible, no orders to a workflow. */
import { visible } from "../format";

/** The text of a table. */
export async function table(head: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  const { default: width } = await import("string-width");
  const cells = [head, ...rows].map((row) => row.map((cell) => inert(visible(cell))));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  return cells
    .map((row) => {
      const padded = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)));
      return padded.join("  ").trimEnd();
    })
    .join("\n");
}

/** GitHub takes a line that begins with `::`, and `##[` anywhere, for an order: both are shown as other characters are that must not act. */
function inert(text: string): string {
  return text.replace(/^(\s*):(?=:)/, "$1\\u003a").replaceAll("##[", "\\u0023#[");
}
