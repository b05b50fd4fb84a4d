/** Text that others wrote as Markdown: it becomes no markup, and GitHub makes no mention, reference or link of it. Pure. */
import type { Part, Shown } from "../shown";

/** Nothing is seen of it, and what it stands in is no name or URL to GitHub. An entity would not do: it is decoded first. */
const gap = "\u200b";

/** What GitHub makes links and pictures of: mentions, issues, URLs, mail, formulas, what a team has set up such as ABC-12, and :signs:. */
const linked = /[@#$]|:(?=\/\/)|\bwww(?=\.)|:(?=[\w+-]+:)|\b(?:mailto|xmpp)(?=:)|[A-Za-z]-(?=\d)/gi;

/** What may be the number of a commit; shorter ones are none to GitHub. */
const commit = /\b(?=\d*[a-f])[\da-f]{7,64}\b/gi;

const web = /(https?:\/\/[^\s,;()'"]+)/i;

/** A sentence, with its URLs as code. */
export function prose(text: string): string {
  const pieces = oneLine(text)
    .split(web)
    .map((piece, at) => (at % 2 === 1 ? code(piece) : inert(piece)));
  const whole = pieces.join("");
  // A sentence that begins like an element of a list, or a line below a heading, would become one.
  return /^[-+=\d]/.test(whole) ? `${gap}${whole}` : whole;
}

/** A value as code, in which GitHub links nothing; where that takes HTML, or others may take it for a mention, it is made inert too. */
export function code(text: string): string {
  const line = oneLine(text);
  return /[`|\\@#]/.test(line) || line === "" ? `<code>${inert(line)}</code>` : `\`${line}\``;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function inert(text: string): string {
  return text
    .replace(linked, (found) => `${found}${gap}`)
    .replace(commit, (found) => found.replace(/.{6}(?=.)/g, (part) => `${part}${gap}`))
    .replace(/[&<>|*_`~[\]\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
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
