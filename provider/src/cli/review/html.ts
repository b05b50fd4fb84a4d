/** A review as one self-contained HTML page, for light and dark, narrow and wide screens. Pure. */
import type { Review, Row, Section } from "./review";

const style = `
:root { color-scheme: light dark; --text: light-dark(#1c2430, #e6e9ee); --soft: light-dark(#5a6675, #9aa5b4); --line: light-dark(#dde2e8, #333c48);
  --page: light-dark(#f6f7f9, #12161c); --card: light-dark(#fff, #1a2028); --risk: light-dark(#a32a12, #ff9d85); --risk-card: light-dark(#fff3ef, #2b1a17); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem clamp(1rem, 4vw, 3rem); background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; } p { margin: .25rem 0 1rem; color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: 1.25rem 0; }
section.risk { border-color: var(--risk); } .count { color: var(--risk); font-weight: 600; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; overflow-wrap: anywhere; }
th { font-size: .8rem; color: var(--soft); font-weight: 600; } td { border-top: 1px solid var(--line); } th:first-child { width: 23%; } th:last-child { width: 36%; }
code { font: .9em ui-monospace, monospace; } tr.risk td { background: var(--risk-card); } tr.risk td:last-child, li.error { color: var(--risk); font-weight: 600; }
tr.risk td:first-child { box-shadow: inset 3px 0 var(--risk); } td:first-child { padding-left: .75rem; } th:first-child { padding-left: .75rem; }
@media (max-width: 40rem) { thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; } table, tbody, td { display: block; }
  tr { display: grid; grid-template-columns: 1fr 1fr; border-top: 1px solid var(--line); padding: .5rem 0; } tr.risk { background: var(--risk-card); box-shadow: inset 3px 0 var(--risk); }
  td { border: 0; padding: .15rem .75rem; } td:first-child, td:last-child { grid-column: 1 / -1; } tr.risk td { background: none; } tr.risk td:first-child { box-shadow: none; } td:not(:first-child)::before { content: attr(data-label); display: block; font-size: .75rem; color: var(--soft); font-weight: 600; } }
`;

export function html(review: Review): string {
  const { sections, others, errors, warnings, risks } = review;
  const summary =
    sections.length === 0
      ? "No integration changes."
      : `${sections.length} ${sections.length === 1 ? "integration changes" : "integrations change"}, ${risks === 0 ? "no risks" : `<span class="count">${risks} ${risks === 1 ? "risk" : "risks"}</span>`}.`;
  const body = [
    "<h1>Sendcloud settings</h1>",
    errors.length > 0 ? block("The preview failed", errors, "error") : `<p>${summary}</p>`,
    ...sections.map(sectionHtml),
    warnings.length > 0 ? block("Warnings", warnings, "warning") : "",
    others.length > 0
      ? `<p>Other resources change too: ${others.map(([type, count]) => `${count} × <code>${escaped(type)}</code>`).join(", ")}.</p>`
      : "",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sendcloud settings: review</title>
<style>${style}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

function sectionHtml({ resource, stack, title, rows, risk }: Section): string {
  const head = ["setting", "before", "after", "what it means to the shop"].map((label) => `<th scope="col">${label}</th>`).join("");
  return `<section${risk ? ' class="risk"' : ""}>
<h2><code>${escaped(resource)}</code> in <code>${escaped(stack)}</code></h2>
<p>${escaped(title)}.</p>
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(rowHtml).join("\n")}
</tbody>
</table>
</section>`;
}

function rowHtml({ property, before, after, meaning, risk }: Row): string {
  const cell = (label: string, text: string): string => `<td data-label="${label}">${text}</td>`;
  const code = (text: string): string => `<code>${escaped(text)}</code>`;
  return `<tr${risk ? ' class="risk"' : ""}>${cell("setting", code(property))}${cell("before", code(before))}${cell("after", code(after))}${cell("what it means to the shop", escaped(meaning))}</tr>`;
}

function block(title: string, lines: readonly string[], kind: string): string {
  return `<section${kind === "error" ? ' class="risk"' : ""}>\n<h2>${title}</h2>\n<ul>${lines.map((line) => `<li class="${kind}">${escaped(line)}</li>`).join("")}</ul>\n</section>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
