/** The style of the panel's page. */

/** Light and dark, from 320 pixels on. */
export const style = `
:root {
  color-scheme: light dark;
  --back: #f4f5f7; --card: #ffffff; --text: #1b1f24; --soft: #545b64; --line: #d3d7dc; --edge: #737a83;
  --accent: #0b57d0; --on-accent: #ffffff; --bad: #b3261e; --good: #146c2e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #121417; --card: #1c1f23; --text: #e8eaed; --soft: #a9b0b8; --line: #363b41; --edge: #8b929b;
    --accent: #8ab4f8; --on-accent: #10131a; --bad: #f6aea9; --good: #81c995;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 1rem; font: 1rem/1.45 system-ui, sans-serif; background: var(--back); color: var(--text); }
h1 { font-size: 1.35rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: 0 0 .5rem; }
code { font: .875em ui-monospace, monospace; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: space-between; align-items: start; margin-bottom: 1rem; }
header p, .hint { color: var(--soft); font-size: .9rem; }
main { display: grid; gap: 1.5rem; }
main > section { min-width: 0; }
@media (min-width: 60rem) { main { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
.notice:empty, .hint:empty, .problem:empty { display: none; }
.notice { border-left: .25rem solid var(--accent); background: var(--card); padding: .5rem .75rem; overflow-wrap: anywhere; }
ul, ol { list-style: none; margin: 0 0 .75rem; padding: 0; }
ul > li, #add { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .5rem; }
summary { cursor: pointer; padding: .6rem .75rem; border-radius: .5rem; overflow-wrap: anywhere; }
summary .name { font-weight: 600; }
summary .facts { color: var(--soft); font-size: .9rem; }
.mark { display: inline-block; border: 1px solid var(--edge); border-radius: 1rem; padding: 0 .5rem; font-size: .8rem; margin-left: .25rem; }
.mark.on { border-color: var(--good); color: var(--good); }
form { padding: 0 .75rem .75rem; display: grid; gap: .75rem; }
label { display: block; font-size: .9rem; font-weight: 600; margin-bottom: .3rem; }
.switch label { margin: 0; }
::placeholder { color: var(--soft); opacity: 1; }
.name, code { unicode-bidi: isolate; }
input:not([type=checkbox]), select {
  width: 100%; min-width: 0; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: .375rem; padding: .4rem .5rem;
}
#filter { margin-bottom: .5rem; }
.switch { display: flex; gap: .6rem; align-items: center; }
.switch input {
  appearance: none; flex: none; width: 2.5rem; height: 1.4rem; margin: 0; border: 2px solid var(--edge); border-radius: 1rem; position: relative; cursor: pointer;
}
.switch input::before { content: ""; position: absolute; inset: .15rem auto .15rem .15rem; aspect-ratio: 1; border-radius: 50%; background: var(--edge); }
.switch input:checked { background: var(--accent); border-color: var(--accent); }
.switch input:checked::before { inset: .15rem .15rem .15rem auto; background: var(--on-accent); }
[aria-invalid=true] { border: 2px solid var(--bad) !important; }
.problem { color: var(--bad); font-size: .9rem; margin: .2rem 0 0; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
button { font: inherit; padding: .4rem .9rem; border-radius: .375rem; border: 1px solid var(--edge); background: var(--card); color: inherit; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.danger { border-color: var(--bad); color: var(--bad); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#requests li { background: var(--card); border: 1px solid var(--line); border-radius: .375rem; padding: .35rem .6rem; margin-bottom: .3rem; }
#requests .status { font-weight: 600; color: var(--good); }
#requests .status.bad { color: var(--bad); }
#requests .body { display: block; color: var(--soft); }
@media (forced-colors: active) { .switch input { appearance: auto; width: auto; height: auto; } }
`;
