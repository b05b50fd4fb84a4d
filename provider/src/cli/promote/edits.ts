/** Edits of a text at offsets: what is not edited stays, to the byte. Pure. */

/** Text in place of other text; at one offset, those that are given first come first. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The text with all edits, or `undefined` where two of them are about the same text. */
export function edited(text: string, edits: readonly Edit[]): string | undefined {
  const inOrder = edits.toSorted(
    (one, other) =>
      one.start - other.start ||
      Math.sign(one.end - one.start) - Math.sign(other.end - other.start),
  );
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: inserted } of inOrder) {
    if (start < at) return undefined;
    parts.push(text.slice(at, start), inserted);
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of an offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** Where the line before that of an offset ends, before its line end; of the first line, its start. */
export function previousLineEnd(text: string, offset: number): number {
  const start = lineStart(text, offset);
  if (start === 0) return 0;
  return text[start - 2] === "\r" ? start - 2 : start - 1;
}

/** The column of an offset; a byte order mark takes none. */
export function columnOf(text: string, offset: number): number {
  const line = text.slice(lineStart(text, offset), offset);
  return line.startsWith("\ufeff") ? line.length - 1 : line.length;
}

/** Whether nothing but space stands before an offset on its line. */
export function isFirstOfLine(text: string, offset: number): boolean {
  return /^\ufeff?[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}
