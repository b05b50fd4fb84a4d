/** Text that others wrote, for a terminal or the log of a workflow. Pure. */
import { visible } from "../format";

/** A text as part of a line: nothing invisible, and no orders to GitHub, which are `##[` anywhere and `::` at the beginning. */
export function inLine(text: string): string {
  return visible(text)
    .replaceAll("##[", "\\u0023#[")
    .replace(/^(\s*):(?=:)/, "$1\\u003a");
}
