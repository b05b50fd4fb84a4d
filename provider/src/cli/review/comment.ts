/** A review as Markdown for a pull request: risks first, whole rows, never more than GitHub takes. Pure. */
import { cut } from "../../format";
import { grouped, isEmpty } from "../../values";
import type { Failure } from "./digest";
import { isOpaque, valueText } from "./meaning";
import { byWeight, type Entry, type Row, type Weight } from "./rows";

/** The review of a preview. */
export interface Review {
  /** Each stack as `project/stack`. */
  stacks: string[];
  entries: Entry[];
  /** What of the preview as a whole cannot be seen: each is a risk. */
  unseen: string[];
  /** How many changes are risks, and of how many integrations it is not known what changes. */
  risks: number;
  unknowns: number;
  errors: Failure[];
  warnings: string[];
}

/** GitHub takes 65,536 characters; a workflow may add lines of its own. */
const mostCharacters = 60_000;

/** A sign and words, never colour alone. */
const marks: Readonly<Record<Weight, string>> = {
  risk: "⚠️ Risk: ",
  unknown: "❔ Not known: ",
  calm: "",
};

/** The line that a workflow finds its comment by. */
export function marker({ stacks }: Review): string {
  const names = stacks.map((stack) => ` ${stack.replace(/[^\w./-]/g, "_")}`).join("");
  return `<!-- pulumi-sendcloud review${names && `:${names}`} -->`;
}

/** The review, in at most so many characters. */
export function markdown(review: Review, time: Date, most = mostCharacters): string {
  const failures = review.errors.map(
    ({ resource, text }) => `${resource && `${code(resource)}: `}${message(text)}`,
  );
  const stacks = review.stacks.slice(0, 20).map((stack) => `Stack ${code(stack)} · `);
  const above = [
    "## Sendcloud settings",
    summary(review),
    `${stacks.join("")}${time.toISOString().slice(0, 16).replace("T", " ")} UTC`,
    ...list("The preview failed:", failures, most / 5),
    ...review.unseen.map((text) => `**${marks.risk}${message(text)}.**`),
  ];
  const below = list("Warnings", review.warnings.map(message), most / 5);
  const used = [...above, ...below].reduce((sum, part) => sum + part.length + 2, 200);
  return `${[...above, ...groupTexts(review, most - used), ...below].join("\n\n")}\n`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** The first sentence. It never says "no risks" where something could not be judged. */
function summary({ entries, errors, warnings, unseen, risks, unknowns }: Review): string {
  const isComplete = unseen.length + errors.length === 0;
  const changes = `${counted(entries.length, "integration")} change${entries.length === 1 ? "s" : ""}`;
  const parts = [
    errors.length > 0
      ? `**The preview failed with ${counted(errors.length, "problem")}, so that not everything is known**`
      : entries.length > 0
        ? changes
        : isComplete
          ? "No integration changes"
          : "No change of an integration is listed",
    risks > 0 && `**${counted(risks, "risk")}**`,
    unknowns > 0 && `**${unknowns} not known**`,
    risks + unknowns === 0 && entries.length > 0 && isComplete && "no risks",
    warnings.length > 0 && `**${counted(warnings.length, "warning")}**`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** As many lines as there is room for. */
function list(title: string, lines: readonly string[], room: number): string[] {
  let used = 0;
  const fitting = lines.filter(({ length }) => (used += length + 3) <= room);
  const all = [...fitting, ...more(lines.length - fitting.length)].map((line) => `- ${line}`);
  return lines.length === 0 ? [] : [`**${title}**`, all.join("\n")];
}

function more(count: number): string[] {
  return count === 0 ? [] : [`and ${count} more, which the page of \`--html\` shows`];
}

/** Numbers in names count as numbers: shop 2 comes before shop 10. */
const { compare } = new Intl.Collator("en", { numeric: true });

/** What happens to several integrations alike is told once; of each group, as many integrations as there is room for. */
function groupTexts({ entries, stacks }: Review, room: number): string[] {
  const inOrder = [...entries].sort(
    (one, other) =>
      byWeight(one, other) ||
      compare(one.resource, other.resource) ||
      compare(one.stack, other.stack),
  );
  const groups = grouped(inOrder, ({ notes, rows }) =>
    JSON.stringify([notes, rows.map(({ property, weight }) => [property, weight])]),
  );
  const texts: string[] = [];
  let [left, missing] = [room, 0];
  for (const group of groups.values()) {
    // Nothing follows what is left out, since it weighs less.
    let [shown, most] = [0, missing > 0 ? 0 : group.length];
    while (shown < most) {
      const middle = Math.ceil((shown + most) / 2);
      if (groupText(group, middle, stacks.length > 1).length <= left) shown = middle;
      else most = middle - 1;
    }
    if (shown > 0) texts.push(groupText(group, shown, stacks.length > 1));
    left = room - texts.reduce((sum, text) => sum + text.length + 2, 0);
    missing += group.length - shown;
  }
  return [...texts, ...more(missing).map((text) => `**${text}**`)];
}

/** The first integrations of a group. */
function groupText(group: readonly Entry[], shown: number, withStack: boolean): string {
  const [{ notes, rows, weight }] = [group[0] ?? { notes: [], rows: [], weight: "calm" as const }];
  const isOne = group.length === 1;
  const some = group
    .slice(0, shown)
    .map((entry) => ({ ...entry, shop: shopText(entry, withStack) }));
  const isShared = rows.map((row, at) =>
    group.every((entry) => JSON.stringify(entry.rows[at]) === JSON.stringify(row)),
  );
  const own = some.flatMap((entry) =>
    entry.rows.filter((_, at) => !isShared[at]).map((row) => ({ shop: entry.shop, row })),
  );
  const names = some.map(({ shop }) => shop).join(", ");
  const who = `${marks[weight]}${isOne ? names : `${group.length} shops`}`;
  const said = notes.map(({ text }) => `${prose(text)}.`).join(" ");
  const printed = some.flatMap((entry) => entry.printed);
  const properties = rows.map(({ property }) => code(property)).join(", ");
  if (rows.length + printed.length === 0) return `- ${who}: ${said}${isOne ? "" : ` ${names}`}`;
  if (!isOne && weight === "calm" && said === "" && rows.length === 1 && own.length > 0)
    return `- ${who}: ${properties}: ${own.map(({ shop, row }) => `${shop} → ${sides(row)[1]}`).join(", ")}`;
  const lines = [
    ...rows.filter((_, at) => isShared[at]).map((row) => rowText(code(row.property), row)),
    ...own.map(({ shop, row }) => rowText(`${shop}: ${code(row.property)}`, row)),
  ];
  const parts = [
    `### ${who}${isOne || properties === "" ? "" : `: ${properties}`}`,
    said,
    isOne || own.length > 0 ? "" : names,
    lines.length > 0 && [...tableHead, ...lines].join("\n"),
    printed.length > 0 && block(printed.join("\n")),
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** A shop by the name of its resource, its own, and its number. */
function shopText({ resource, stack, name, number, other }: Entry, withStack: boolean): string {
  const also = [
    name && code(name),
    prose(number),
    other && `in place of ${code(other)}`,
    withStack && `stack ${code(stack)}`,
  ].filter(Boolean);
  return also.length === 0 ? code(resource) : `${code(resource)} (${also.join(", ")})`;
}

const tableHead = [
  "| setting | before | after | what it means to the shop |",
  "| --- | --- | --- | --- |",
];

function rowText(first: string, row: Row): string {
  const text = prose(row.text);
  const told = row.weight === "risk" ? `⚠️ **Risk: ${text}**` : `${marks[row.weight]}${text}`;
  return `| ${[first, ...sides(row), told].join(" | ")} |`;
}

/** So many elements of a list are shown, and so much of each. */
const mostElements = 30;
const elementText = (value: unknown): string => cut(valueText(value), 60);

/** Both sides of a row: values as code, words of ours in italics. What one list alone has comes first. */
function sides({ before, after, absent }: Row): [before: string, after: string] {
  const side = (value: unknown, other: unknown, marked: (text: string) => string): string => {
    if (value === undefined) return `_${absent}_`;
    if (!Array.isArray(value))
      return isEmpty(value) || isOpaque(value) ? `_${valueText(value)}_` : code(valueText(value));
    const others = Array.isArray(other) ? new Set(other.map(elementText)) : undefined;
    const isShared = (one: string): boolean => others?.has(one) ?? true;
    const all = value.map(elementText);
    const texts = [
      ...all.filter((one) => !isShared(one)).map((one) => marked(code(one))),
      ...all.filter(isShared).map(code),
      ...(all.length === 0 ? ["_none_"] : []),
    ];
    const rest = texts.length > mostElements ? [`and ${texts.length - mostElements} more`] : [];
    return [...texts.slice(0, mostElements), ...rest].join(", ");
  };
  return [
    side(before, after, (text) => `− ~~${text}~~`),
    side(after, before, (text) => `+ **${text}**`),
  ];
}

/** Nothing is seen of it, and what it stands in is no name or URL to GitHub, which decodes entities first. */
export const gap = "\u200b";

/** What GitHub makes links and pictures of: mentions, issues, URLs, mail, formulas, references such as ABC-12, and :signs:. */
const linked = /[@#$]|:(?=\/\/)|\bwww(?=\.)|:(?=[\w+-]+:)|\b(?:mailto|xmpp)(?=:)|[A-Za-z]-(?=\d)/gi;

/** What may be the number of a commit; shorter ones are none to GitHub. */
const commit = /\b(?=\d*[a-f])[\da-f]{7,64}\b/gi;

/** What a sentence shows as code: what stands between backticks, URNs and URLs. */
const spans = /`([^`]+)`|(urn:pulumi:[^\s"'`]+|https?:\/\/[^\s,;()'"`]+)/;

/** A sentence that others may have written. It begins no list, heading or table. */
function prose(text: string, span = code): string {
  const parts = oneLine(text).split(spans);
  const whole = parts
    .map((part = "", at) => (at % 3 === 0 ? inert(part) : part && span(part)))
    .join("");
  return /^[-+=\d]/.test(whole) ? `${gap}${whole}` : whole;
}

/** A message, whose commands can be copied. */
function message(text: string): string {
  return prose(cut(text, 1_000), (span) => `\`${span}\``);
}

/** A value as code, in which GitHub links nothing; in quotation marks where code cannot hold it in a table. */
function code(text: string): string {
  const line = oneLine(text);
  return line === "" || /[`|\\]/.test(line) ? `"${inert(line)}"` : `\`${line}\``;
}

/** Lines as they stand. */
function block(text: string): string {
  const fence = (text.match(/`{3,}/g) ?? []).reduce(
    (most, run) => (run.length < most.length ? most : `${run}\``),
    "```",
  );
  return `${fence}text\n${text}\n${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function inert(text: string): string {
  return text
    .replace(linked, (found) => `${found}${gap}`)
    .replace(commit, (found) => found.replace(/.{6}(?=.)/g, (part) => `${part}${gap}`))
    .replace(/[&<>|*_`~[\]\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
