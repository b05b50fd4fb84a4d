/** How the page of a review looks: light and dark, wide and narrow. */

/** The style sheet. */
export const style = `
:root { color-scheme: light dark; --text: light-dark(#1c2430, #e6e9ee); --soft: light-dark(#566270, #a3aebc); --line: light-dark(#dde2e8, #333c48);
  --page: light-dark(#f6f7f9, #12161c); --card: light-dark(#fff, #1a2028); --link: light-dark(#0b57d0, #8ab4f8);
  --risk: light-dark(#a32a12, #ff9d85); --risk-card: light-dark(#fff3ef, #2b1a17); --unknown: light-dark(#7a4f00, #efc46b); --unknown-card: light-dark(#fff8e8, #272013);
  --goes: light-dark(#a32a12, #ff9d85); --comes: light-dark(#1a6b32, #7fd799); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem clamp(1rem, 4vw, 3rem); background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; line-height: 1.4; margin: 0; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: .5rem 0; } .summary { font-size: 1.15rem; } .soft, .number { color: var(--soft); } .number { font-weight: 400; }
a { color: var(--link); } a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
section, nav { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: 1.25rem 0; }
section.risk { border-color: var(--risk); } section.unknown { border-color: var(--unknown); }
.mark { font-weight: 700; white-space: nowrap; } .risk .mark, .mark.risk { color: var(--risk); } .unknown .mark, .mark.unknown { color: var(--unknown); }
ul { margin: .5rem 0; padding-left: 1.25rem; } ul.plain { list-style: none; padding: 0; } ul.plain li { padding: .15rem 0; }
ul.shops { columns: 18rem; column-gap: 2rem; } ul.shops li { break-inside: avoid; }
details { margin: .75rem 0; } summary { cursor: pointer; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; } .whole { display: inline-block; max-width: 100%; }
i { color: var(--soft); }
.goes { color: var(--goes); } .comes { color: var(--comes); font-weight: 600; } ins { text-decoration: none; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: .75rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; } thead th { font-size: .8rem; color: var(--soft); font-weight: 600; }
td:last-child { font-size: .9375rem; } tbody th { font-weight: 400; } tr.shop th { font-weight: 600; padding-top: 1rem; } tbody th, td { border-top: 1px solid var(--line); } thead th:first-child { width: 18%; } thead th:last-child { width: 27%; }
tr.risk > * { background: var(--risk-card); } tr.unknown > * { background: var(--unknown-card); }
tr.risk > :first-child { box-shadow: inset 3px 0 var(--risk); } tr.unknown > :first-child { box-shadow: inset 3px 0 var(--unknown); }
@media (max-width: 75rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; } table, tbody { display: block; }
  tr { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); border-top: 1px solid var(--line); padding: .5rem 0; }
  tbody th, td { display: block; border: 0; padding: .15rem .75rem; } tbody th, td:last-child { grid-column: 1 / -1; } tbody th { font-weight: 600; }
  tr.risk, tr.unknown { border-left: 3px solid var(--risk); background: var(--risk-card); } tr.unknown { border-left-color: var(--unknown); background: var(--unknown-card); }
  tr.risk > *, tr.unknown > * { background: none; } tr.risk > :first-child, tr.unknown > :first-child { box-shadow: none; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: .8rem; color: var(--soft); font-weight: 600; } }
@media (max-width: 48rem) { tr { grid-template-columns: minmax(0, 1fr); } td[data-label]::before { content: attr(data-label) ": "; display: inline; } }
@media (max-width: 30rem) { section, nav { padding: 1rem; } }
`;
