/** A group of a review as a section of a page. Pure. */
import type { Shop } from "../entries";
import type { Group, Member } from "../groups";
import { code, escaped, prose, sideHtml } from "./text";
import type { Row, Weight } from "../rows";
import { weightNames } from "../weights";

/** So many shops are listed at once; longer lists open. */
const mostAtOnce = 20;

/** The section, with the anchor that the contents point to. */
export function groupHtml(group: Group, anchor: string, stacks: boolean): string {
  const { rows, members, weight } = group;
  const one = members.length === 1;
  const own = one
    ? []
    : members.filter((member) => member.rows.length > 0).map((member) => ownRows(member, stacks));
  const all = one ? [...rows, ...(members[0]?.rows ?? [])] : rows;
  return `<section id="${anchor}"${weight === "calm" ? "" : ` class="${weight}"`}>
<h2>${[markHtml(weight), titleHtml(group, stacks)].filter(Boolean).join(" ")}</h2>
${[
  ...group.notes.map(({ text }) => `<p>${prose(text)}.</p>`),
  all.length + own.length > 0
    ? table([...(all.length > 0 ? [all.map(rowHtml).join("\n")] : []), ...own])
    : "",
  one || own.length > 0 ? "" : shopsHtml(members, stacks),
]
  .filter(Boolean)
  .join("\n")}
</section>`;
}

/** What the contents call a group. */
export function titleHtml({ title, members }: Group, stacks: boolean): string {
  const [first] = members;
  return members.length === 1 && first !== undefined
    ? shopHtml(first.shop, stacks)
    : `${members.length} shops: ${escaped(title)}`;
}

/** A weight by its sign and its word. */
export function markHtml(weight: Weight): string {
  if (weight === "calm") return "";
  return `<span class="mark ${weight}"><span aria-hidden="true">${weight === "risk" ? "⚠&#xfe0e;" : "?"}</span> ${weightNames[weight]}:</span>`;
}

/** A shop by the name of its resource, its own, and its number. */
export function shopHtml({ resource, stack, name, number }: Shop, stacks: boolean): string {
  const also = [
    name === undefined ? "" : prose(name),
    escaped(number),
    stacks ? `stack ${code(stack)}` : "",
  ].filter(Boolean);
  return `${code(resource)}${also.length === 0 ? "" : ` <span class="number">${also.join(", ")}</span>`}`;
}

function shopsHtml(members: readonly Member[], stacks: boolean): string {
  const list = `<ul class="plain shops">${members.map(({ shop }) => `<li>${shopHtml(shop, stacks)}</li>`).join("")}</ul>`;
  return members.length <= mostAtOnce
    ? list
    : `<details><summary>${members.length} shops</summary>${list}</details>`;
}

/** The rows of one shop, below its name. */
function ownRows({ shop, rows }: Member, stacks: boolean): string {
  const head = `<tr class="shop"><th scope="rowgroup" colspan="4">${shopHtml(shop, stacks)}</th></tr>`;
  return [head, ...rows.map(rowHtml)].join("\n");
}

function rowHtml({ property, before, after, meaning, weight }: Row): string {
  const told = [markHtml(weight), prose(meaning)].filter(Boolean).join(" ");
  return `<tr${weight === "calm" ? "" : ` class="${weight}"`}><th scope="row">${code(property)}</th><td data-label="before">${sideHtml(before)}</td><td data-label="after">${sideHtml(after)}</td><td>${told}</td></tr>`;
}

/** A table of bodies of rows. */
function table(bodies: readonly string[]): string {
  const head = ["setting", "before", "after", "what it means to the shop"]
    .map((label) => `<th scope="col">${label}</th>`)
    .join("");
  return `<table>\n<thead><tr>${head}</tr></thead>\n${bodies.map((rows) => `<tbody>\n${rows}\n</tbody>`).join("\n")}\n</table>`;
}
