/** Text that others wrote as Markdown: it becomes no markup, and GitHub makes no mention, reference or link of it. Pure. */
import type { Part, Shown } from "../shown";

/** Nothing is seen of it, and what it stands in is no name or URL to GitHub. An entity would not do: it is decoded first. */
const break_ = "\u200b";

/** What GitHub makes links and pictures of: mentions, issues, commits, URLs, mail, what a team has set up such as ABC-12, and :signs:. */
const linked = /[@#$]|:(?=\/\/)|\bwww(?=\.)|:(?=[\w+-]+:)|\b(?:mailto|xmpp)(?=:)|[A-Za-z]-(?=\d)|\b[\da-f]{4}(?=[\da-f]{3,36}\b)/gi;

/** A sentence. */
export function prose(text: string): string {
  const plain = text
    .replace(/\s+/g, " ")
    .trim()
    .replace(linked, (found) => `${found}${break_}`);
  const escaped = plain.replace(/[&<>|*_`~[\]\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
  // A sentence that begins like an element of a list, or a line below a heading, would become one.
  return /^[-+=\d]/.test(escaped) ? `${break_}${escaped}` : escaped;
}

/** A value. GitHub links nothing in code. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return /[`|\\]/.test(line) || line === "" ? `<code>${prose(line)}</code>` : `\`${line}\``;
}

/** One side of a change: values as code, our own words as words. */
export function sideText(shown: Shown): string {
  return "words" in shown ? `_${shown.words}_` : shown.parts.map(partText).join(", ");
}

/** What comes and goes within a list is told by its sign, not by its looks alone. */
function partText({ text, mark, isCount }: Part): string {
  if (isCount) return prose(text);
  if (mark === "goes") return `− ~~${code(text)}~~`;
  return mark === "comes" ? `+ **${code(text)}**` : code(text);
}
