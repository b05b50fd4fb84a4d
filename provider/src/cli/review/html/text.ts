/** Text that others wrote, in HTML: no markup of theirs, and lines that break where a reader would break them. Pure. */
import type { Part, Shown } from "../shown";

/** A sentence. Its URLs break between their parts alone. */
export function prose(text: string): string {
  return text
    .split(/(https?:\/\/[^\s,;]+)/)
    .map((piece, at) => (at % 2 === 1 ? address(piece) : escaped(piece)))
    .join("");
}

/** A value. */
export function code(text: string): string {
  return `<code>${prose(text)}</code>`;
}

/** One side of a change: values as code, our own words as words. */
export function sideHtml(shown: Shown): string {
  return "words" in shown ? `<i>${escaped(shown.words)}</i>` : shown.parts.map(partHtml).join(", ");
}

/** What comes and goes within a list is told by its sign, not by its looks alone. */
function partHtml({ text, mark, isCount }: Part): string {
  if (isCount) return escaped(text);
  if (mark === "goes") return `<span class="goes">− <del>${code(text)}</del></span>`;
  return mark === "comes" ? `<span class="comes">+ <ins>${code(text)}</ins></span>` : code(text);
}

/** Shorter URLs stand in one piece in the narrowest column. */
const short = 30;

/** Hosts of this length, with what follows them, stand in a line. */
const usual = 34;

/** A host goes to the next line as a whole; only one that is longer than a line breaks, at its dots. */
function address(url: string): string {
  if (url.length <= short) return `<span class="whole">${escaped(url)}</span>`;
  const [, scheme = "", rest = ""] = /^(https?:\/\/)(.*)$/s.exec(url) ?? [];
  const host =
    rest.length <= usual
      ? `<span class="whole">${escaped(rest)}</span>`
      : escaped(rest).replace(/[./]/g, "$&<wbr>");
  return `${scheme}<wbr>${host}`;
}

/** Text as HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
