/** Screens of a terminal as one picture that shows them in turn. It needs no script, so that it may be shown anywhere. */
import type { Span } from "./terminal";

/** One screen. */
export type Screen = readonly Span[][];

const line = 17;
const column = 7.25;
const margin = 18;
const ground = "#0d1117";
const text = "#e6edf3";

/** The picture. Who wants no motion sees the last screen. */
export function recording(
  screens: readonly Screen[],
  { width, seconds, title }: { width: number; seconds: number; title: string },
): string {
  const height = Math.max(...screens.map(({ length }) => length)) * line + 2 * margin;
  const pixels = Math.ceil(width * column + 2 * margin);
  const share = (100 / screens.length).toFixed(3);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pixels} ${height}" width="${pixels}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    "<style>",
    `text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: ${text}; white-space: pre; }`,
    ".bold { font-weight: bold; }",
    `.screen { visibility: hidden; animation: turn ${screens.length * seconds}s step-end infinite; }`,
    `@keyframes turn { 0% { visibility: visible; } ${share}% { visibility: hidden; } }`,
    ...screens.map(
      (_, index) => `.screen:nth-of-type(${index + 1}) { animation-delay: ${index * seconds}s; }`,
    ),
    "@media (prefers-reduced-motion: reduce) { .screen { animation: none; } .screen:last-of-type { visibility: visible; } }",
    "</style>",
    `<rect width="${pixels}" height="${height}" rx="8" fill="${ground}"/>`,
    ...screens.map(
      (screen) => `<g class="screen">\n${screen.map(drawn).filter(Boolean).join("\n")}\n</g>`,
    ),
    "</svg>",
    "",
  ].join("\n");
}

function drawn(spans: readonly Span[], index: number): string {
  if (spans.every((span) => span.text.trim() === "")) return "";
  const parts = spans.map(({ text: part, colour, bold }) => {
    const look = `${colour === undefined ? "" : ` fill="${colour}"`}${bold ? ' class="bold"' : ""}`;
    return look === "" ? escaped(part) : `<tspan${look}>${escaped(part)}</tspan>`;
  });
  return `<text x="${margin}" y="${margin + (index + 1) * line - 5}" xml:space="preserve">${parts.join("")}</text>`;
}

function escaped(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
