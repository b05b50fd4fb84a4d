/** A review as one HTML page that loads nothing: its Markdown, rendered. */
import { gap } from "./comment";

/** The page. Raw HTML, links and pictures are shown as the text that they are. */
export async function page(markdown: string): Promise<string> {
  const { Marked } = await import("marked");
  const asText = ({ raw }: { raw: string }): string =>
    raw.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const marked = new Marked({ renderer: { html: asText, link: asText, image: asText } });
  const body = (await marked.parse(markdown)).replaceAll(gap, "");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sendcloud settings: review</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>
<body><main>
${body}</main></body></html>
`;
}

/** Light and dark, wide and narrow. A table that is wider than the window scrolls. */
const style = `
:root { color-scheme: light dark; --line: 1px solid light-dark(#dde2e8, #333c48); }
body { max-width: 76rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem);
  background: light-dark(#fff, #12161c); color: light-dark(#1c2430, #e6e9ee);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h2 { font-size: 1.6rem; } h3 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { min-width: 8rem; padding: 0.5rem 0.75rem; border: var(--line); text-align: left; }
thead th, em { color: light-dark(#566270, #a3aebc); }
td strong { color: light-dark(#a32a12, #ff9d85); }
code { font: 0.875em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre { padding: 0.75rem; border: var(--line); white-space: pre-wrap; }
`;
