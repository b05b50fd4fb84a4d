/** A review as Markdown for a pull request: risks first, and never more than GitHub takes. Pure. */
import { cut } from "../../../format";
import { fitting, more } from "./fitting";
import type { Group } from "../groups";
import { groupText } from "./group";
import { code, prose } from "./text";
import type { Review } from "../review";
import { type Context, counted, summaryOf, timeText } from "../summary";
import { signs, weightNames } from "../weights";

/** A comment that is updated rather than added is found by this line. */
export const marker = "<!-- pulumi-sendcloud review -->";

/** GitHub takes 65,536 characters; a workflow may add lines of its own. */
const mostCharacters = 60_000;

/** So many characters are for warnings, and as many for what the preview failed with, unless nothing else needs the room. */
const mostForLists = 12_000;

/** So many problems of one resource are told; a page tells all of them. */
const mostProblems = 10;

/** Longer sentences are cut, in characters. */
const maxSentence = 600;

const sentence = (text: string): string => prose(cut(text, maxSentence));

/** The review as Markdown. */
export function markdown(review: Review, context: Context = {}): string {
  const { groups, errors, warnings, others, unseen } = review;
  const rest = context.page === true ? "see the page" : "which a page shows: `--html`";
  const head = [
    marker,
    "## Sendcloud settings",
    summaryText(review),
    contextText(review, context),
    ...kindsText(review, rest),
  ].filter(Boolean);
  const failures = errors.map(({ resource, problems }) => {
    const told = problems.slice(0, mostProblems).map(sentence).join("; ");
    return resource === undefined ? `- ${told}` : `- ${code(resource)}: ${told}`;
  });
  const foot = [
    ...listText(
      "Warnings",
      warnings.map((text) => `- ${sentence(text)}`),
      rest,
    ),
    ...listText(
      "Other resources change too",
      others.map(([type, count]) => `- ${count} × ${code(type)}`),
      rest,
    ),
  ];
  const above = [
    ...head,
    ...listText("The preview failed:", failures, rest),
    ...unseen.map((text) => `${signs.risk} **${weightNames.risk}: ${prose(text)}.**`),
  ];
  const room = mostCharacters - [...above, ...foot].reduce((sum, part) => sum + part.length + 2, 0);
  return `${[...above, ...groupTexts(groups, { room, rest, stacks: review.stacks.length > 1 }), ...foot].join("\n\n")}\n`;
}

function summaryText(review: Review): string {
  return `${summaryOf(review)
    .map(({ text, strong }) => (strong ? `**${text}**` : text))
    .join(", ")}.`;
}

function contextText({ stacks }: Review, context: Context): string {
  const of = stacks.slice(0, 20).map(code);
  return [
    ...(of.length === 0 ? [] : [`${of.length === 1 ? "Stack" : "Stacks"} ${of.join(", ")}`]),
    ...timeText(context),
  ].join(" · ");
}

/** How many shops change in which way: only where that is shorter than the changes themselves. */
function kindsText({ kinds, integrations }: Review, rest: string): string[] {
  if (integrations < 2) return [];
  const lines = kinds.map(({ name, weight, shops }) => {
    const sign = weight === "calm" ? "" : `${signs[weight]} ${weightNames[weight]}: `;
    return `- ${sign}${prose(name)}: ${counted(shops, "shop")}`;
  });
  return listText("", lines, rest);
}

function listText(title: string, all: readonly string[], rest: string): string[] {
  if (all.length === 0) return [];
  const { lines, left } = fitting(all, mostForLists);
  return [
    ...(title === "" ? [] : [`**${title}**`]),
    [...lines, ...more(left, rest).map((text) => `- ${text}`)].join("\n"),
  ];
}

function groupTexts(
  groups: readonly Group[],
  { room, ...setting }: { room: number; rest: string; stacks: boolean },
): string[] {
  const texts: string[] = [];
  let left = room - 200;
  let untold = 0;
  for (const group of groups) {
    const text = untold > 0 ? undefined : groupText(group, { ...setting, room: left });
    if (text === undefined) untold += group.members.length;
    else texts.push(text);
    left -= (text?.length ?? 0) + 2;
  }
  return untold === 0
    ? texts
    : [...texts, `**And ${counted(untold, "more integration")}, ${setting.rest}.**`];
}
