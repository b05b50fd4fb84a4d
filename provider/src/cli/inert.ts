/** Text that others wrote, for a terminal or the log of a workflow: on one line, nothing invisible, and no orders to whoever reads the log. Pure. */
import { visible } from "../format";

/** A text as part of a line. */
export function inLine(text: string): string {
  return withoutOrders(visible(text)).replace(/^(\s*):(?=:)/, "$1\\u003a");
}

/** A value as JSON on several lines. What nobody would see is escaped as JSON does it, so that the value stays the same. */
export function inJson(value: unknown): string {
  return withoutOrders(JSON.stringify(value, undefined, 2).replace(unseen, escaped));
}

const unseen = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu;

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/** GitHub takes `##[` anywhere for an order, and a line that begins with `::`. Neither a line of JSON nor, but for its first cell, one of a table begins so. */
function withoutOrders(text: string): string {
  return text.replaceAll("##[", "\\u0023#[");
}
