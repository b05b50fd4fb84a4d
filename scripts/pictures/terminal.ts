/** What a terminal printed, as lines of coloured text. */

/** Text of one look. */
export interface Span {
  text: string;
  colour: string | undefined;
  bold: boolean;
}

/** The colours that commands print with, on a dark ground. */
const colours: Record<number, string> = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  34: "#79c0ff",
  35: "#d2a8ff",
  36: "#76e3ea",
  91: "#ff7b72",
  92: "#7ee787",
  93: "#e3b341",
  94: "#79c0ff",
  95: "#d2a8ff",
  96: "#76e3ea",
};

/** The 16 colours of the palette of 256 are those above. */
const paletteStart = (index: number): number => (index < 8 ? 30 + index : 82 + index);

/** Lines of spans; a line that is longer than the width goes on in the next. */
export function terminalLines(printed: string, width: number): Span[][] {
  let look: Omit<Span, "text"> = { colour: undefined, bold: false };
  return printed.split("\n").flatMap((line) => {
    const spans: Span[] = [];
    // eslint-disable-next-line no-control-regex -- a terminal's escape sequences begin with this character
    for (const [, codes, text = ""] of line.matchAll(/(?:\u001b\[([\d;]*)m)?([^\u001b]*)/g)) {
      if (codes !== undefined) look = changed(look, codes);
      if (text !== "") spans.push({ ...look, text });
    }
    return folded(spans, width);
  });
}

function changed(look: Omit<Span, "text">, codes: string): Omit<Span, "text"> {
  const palette = /^38;5;(\d+)$/.exec(codes);
  if (palette) return { ...look, colour: colours[paletteStart(Number(palette[1]))] };
  return codes
    .split(";")
    .map(Number)
    .reduce((now, code) => {
      if (code === 0) return { colour: undefined, bold: false };
      if (code === 1) return { ...now, bold: true };
      if (code === 39) return { ...now, colour: undefined };
      return code in colours ? { ...now, colour: colours[code] } : now;
    }, look);
}

function folded(spans: readonly Span[], width: number): Span[][] {
  const lines: Span[][] = [[]];
  let column = 0;
  for (const span of spans) {
    for (let rest = span.text; rest !== "";) {
      if (column === width) {
        lines.push([{ ...span, text: "    " }]);
        column = 4;
      }
      const part = rest.slice(0, width - column);
      lines.at(-1)?.push({ ...span, text: part });
      column += part.length;
      rest = rest.slice(part.length);
    }
  }
  return lines;
}
