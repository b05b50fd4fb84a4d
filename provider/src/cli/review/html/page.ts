/** A review as one self-contained HTML page. Pure. */
import type { Failure } from "../preview/diagnostics";
import type { Group } from "../groups";
import { groupHtml, markHtml, titleHtml } from "./group";
import { style } from "./style";
import { code, escaped, prose } from "./text";
import type { Review } from "../review";
import { type Context, counted, summaryOf, timeText } from "../summary";

/** Fewer groups need no contents. */
const fewGroups = 3;

/** The page. */
export function html(review: Review, context: Context = {}): string {
  const { groups, errors, warnings, others, unseen } = review;
  const stacks = review.stacks.length > 1;
  const body = [
    "<h1>Sendcloud settings</h1>",
    `<p class="summary">${summaryHtml(review)}</p>`,
    contextHtml(review, context),
    errors.length > 0 ? failuresHtml(errors) : "",
    ...unseen.map(
      (text) => `<section class="risk"><h2>${markHtml("risk")} ${escaped(text)}</h2></section>`,
    ),
    kindsHtml(review),
    contentsHtml(groups, stacks),
    ...groups.map((group, at) => groupHtml(group, anchorOf(at), stacks)),
    warnings.length > 0 ? listHtml("Warnings", warnings.map(prose)) : "",
    others.length > 0
      ? listHtml(
          "Other resources change too",
          others.map(([type, count]) => `${count} × ${code(type)}`),
        )
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

function anchorOf(at: number): string {
  return `change-${at + 1}`;
}

function summaryHtml(review: Review): string {
  const phrases = summaryOf(review).map(({ text, strong }) =>
    strong ? `<strong>${escaped(text)}</strong>` : escaped(text),
  );
  return `${phrases.join(", ")}.`;
}

function contextHtml({ stacks }: Review, context: Context): string {
  const of = stacks.map(code).join(", ");
  const parts = [
    ...(of === "" ? [] : [`${stacks.length === 1 ? "Stack" : "Stacks"} ${of}`]),
    ...timeText(context).map(escaped),
  ];
  return parts.length === 0 ? "" : `<p class="soft">${parts.join(" · ")}</p>`;
}

/** How many shops change in which way: only where there is more than one shop. */
function kindsHtml({ kinds, integrations }: Review): string {
  if (integrations < 2) return "";
  const lines = kinds.map(({ name, weight, shops }) =>
    [markHtml(weight), `${escaped(name)}: <strong>${counted(shops, "shop")}</strong>`]
      .filter(Boolean)
      .join(" "),
  );
  return listHtml("What changes", lines);
}

function contentsHtml(groups: readonly Group[], stacks: boolean): string {
  if (groups.length <= fewGroups) return "";
  const links = groups.map(
    (group, at) =>
      `<li><a href="#${anchorOf(at)}">${[markHtml(group.weight), titleHtml(group, stacks)].filter(Boolean).join(" ")}</a></li>`,
  );
  return `<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul class="plain shops">${links.join("")}</ul></nav>`;
}

function failuresHtml(failures: readonly Failure[]): string {
  const shops = failures.map(
    ({ resource, problems }) =>
      `${resource === undefined ? "" : `<h3>${code(resource)}</h3>`}<ul>${problems.map((problem) => `<li>${prose(problem)}</li>`).join("")}</ul>`,
  );
  return `<section class="risk"><h2>The preview failed</h2>\n${shops.join("\n")}\n</section>`;
}

function listHtml(title: string, lines: readonly string[]): string {
  return `<section><h2>${title}</h2>\n<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul></section>`;
}
