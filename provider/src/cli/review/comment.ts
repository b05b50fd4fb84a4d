/** A review as Markdown for a pull request: risks first, whole rows, never more than GitHub takes. Pure. */
import { cut } from "../../format";
import { grouped, isEmpty } from "../../values";
import { byWeight, type Entry, type Row } from "./changes";
import { isOpaque, valueText } from "./meaning";

/** The review of a preview. */
export interface Review {
  /** The stack as `project/stack`; empty where nothing names it. */
  stack: string;
  entries: Entry[];
  /** What of the preview as a whole cannot be seen: each is a risk. */
  unseen: string[];
  /** How many changes are risks, and of how many integrations it is not known what changes. */
  risks: number;
  unknowns: number;
  errors: string[];
  warnings: string[];
}

const tableHead = "| setting | before | after | what it means to the shop |\n|---|---|---|---|";

/** A sign and words, never colour alone. */
const marks = { risk: "⚠️ Risk: ", unknown: "❔ Not known: ", calm: "" };

/** The line that a workflow finds its comment by. */
export function marker({ stack }: Review): string {
  return `<!-- pulumi-sendcloud review${stack && `: ${stack.replace(/[^\w./-]/g, "_")}`} -->`;
}

/** The review. GitHub takes 65,536 characters; a workflow may add lines of its own. */
export function markdown(review: Review, time: Date, most = 60_000): string {
  const above = [
    "## Sendcloud settings",
    summary(review),
    `${review.stack && `Stack ${code(review.stack)} · `}${time.toISOString().slice(0, 16).replace("T", " ")} UTC`,
    ...list("Problems", review.errors, most / 5),
    ...review.unseen.map((text) => `**${marks.risk}${message(text)}.**`),
  ];
  const below = list("Warnings", review.warnings, most / 5);
  const used = [...above, ...below].reduce((sum, part) => sum + part.length + 2, 200);
  return `${[...above, ...groupTexts(review.entries, most - used), ...below].join("\n\n")}\n`;
}

/** The first sentence. It never says "no risks" where something could not be judged. */
function summary({ entries, errors, warnings, unseen, risks, unknowns }: Review): string {
  const counted = (count: number, thing: string): string =>
    `${count} ${thing}${count === 1 ? "" : "s"}`;
  const isComplete = unseen.length + errors.length === 0;
  const changing = entries.filter(({ isIdle }) => !isIdle).length;
  const changes = `${counted(changing, "integration")} change${changing === 1 ? "s" : ""}`;
  const none = isComplete ? "No integration changes" : "No change of an integration is listed";
  const failed = `**The preview failed with ${counted(errors.length, "problem")}, so that not everything is known**`;
  const parts = [
    errors.length > 0 ? failed : changing > 0 ? changes : none,
    entries.length > changing && `${entries.length - changing} adopted with nothing to change`,
    risks > 0 && `**${counted(risks, "risk")}**`,
    unknowns > 0 && `**${unknowns} not known**`,
    risks + unknowns === 0 && entries.length > 0 && isComplete && "no risks",
    warnings.length > 0 && `**${counted(warnings.length, "warning")}**`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** As many messages as there is room for. */
function list(title: string, messages: readonly string[], room: number): string[] {
  let used = 0;
  const lines = messages.map(message);
  const fitting = lines.filter(({ length }) => (used += length + 3) <= room);
  const all = [...fitting, ...more(lines.length - fitting.length)].map((line) => `- ${line}`);
  return lines.length === 0 ? [] : [`**${title}**`, all.join("\n")];
}

function more(count: number): string[] {
  return count === 0 ? [] : [`and ${count} more, which the page of \`--html\` shows`];
}

/** Shop 2 comes before shop 10. */
const { compare } = new Intl.Collator("en", { numeric: true });

/** Several shops with one harmless change each, such as new names, are one line. */
const isLine = ({ note, rows, weight }: Entry): boolean =>
  !note && rows.length === 1 && weight === "calm";

/** What happens to several integrations alike is told once; of each group, as many as there is room for. */
function groupTexts(entries: readonly Entry[], room: number): string[] {
  const inOrder = [...entries].sort(
    (one, other) => byWeight(one, other) || compare(one.resource, other.resource),
  );
  const groups = grouped(inOrder, (entry) => {
    const { note, rows } = entry;
    return JSON.stringify([note, isLine(entry) ? rows[0]?.property : rows]);
  });
  const texts: string[] = [];
  let [left, missing] = [room, 0];
  for (const group of groups.values()) {
    // Nothing follows what is left out, since it weighs less.
    let shown = missing > 0 ? 0 : group.length;
    while (shown > 0 && groupText(group, shown).length > left) shown = Math.floor(shown * 0.95);
    const text = groupText(group, shown);
    if (text !== "") texts.push(text);
    left -= text.length + 2;
    missing += group.length - shown;
  }
  return [...texts, ...more(missing).map((text) => `**${text}**`)];
}

/** The first integrations of a group. */
function groupText(group: readonly Entry[], count: number): string {
  const shown = group.slice(0, count);
  const [first] = shown;
  if (first === undefined) return "";
  const { note, rows, weight } = first;
  const names = shown.map(shopText).join(", ");
  const isOne = group.length === 1;
  const who = `${marks[weight]}${isOne ? names : `${group.length} shops`}`;
  const sentence = note ? `${prose(note.text)}.` : "";
  if (rows.length === 0) return `- ${who}: ${sentence}${isOne ? "" : ` ${names}`}`;
  const properties = rows.map(({ property }) => code(property)).join(", ");
  const news = shown.map(
    (entry) =>
      `${shopText(entry)} → ${entry.rows.map(({ after, absent }) => side(after, absent)).join("")}`,
  );
  if (!isOne && isLine(first)) return `- ${who}: ${properties}: ${news.join(", ")}`;
  const parts = [
    `### ${who}${isOne ? "" : `: ${properties}`}`,
    sentence,
    isOne ? "" : names,
    `${tableHead}${rows.map(rowText).join("")}`,
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** A shop by the name of its resource, its own, and its number. */
function shopText({ resource, name, number }: Entry): string {
  const also = [name && code(name), prose(number)].filter(Boolean).join(", ");
  return also === "" ? code(resource) : `${code(resource)} (${also})`;
}

function rowText(row: Row): string {
  const text = prose(row.text);
  const meaning = row.weight === "risk" ? `⚠️ **Risk: ${text}**` : `${marks[row.weight]}${text}`;
  const cells = [code(row.property), side(row.before, row.absent), side(row.after, row.absent)];
  return `\n| ${[...cells, meaning].join(" | ")} |`;
}

/** One side of a row: a value as code, words of ours in italics, and of a list the first thirty elements. */
function side(value: unknown, absent: string): string {
  if (value === undefined) return `_${absent}_`;
  if (isEmpty(value) || (isOpaque(value) && !Array.isArray(value))) return `_${valueText(value)}_`;
  if (!Array.isArray(value)) return code(valueText(value));
  const shown = value.slice(0, 30).map((one) => code(cut(valueText(one), 60)));
  return shown.join(", ") + (value.length > 30 ? `, and ${value.length - 30} more` : "");
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
  const whole = oneLine(text)
    .split(spans)
    .map((part = "", at) => (at % 3 === 0 ? inert(part) : part && span(part)))
    .join("");
  return /^[-+=\d]/.test(whole) ? `${gap}${whole}` : whole;
}

/** A message, whose commands can be copied. */
const message = (text: string): string => prose(cut(text, 1_000), (span) => `\`${span}\``);

/** A value as code, in which GitHub links nothing; in quotation marks where code cannot hold it in a table. */
function code(text: string): string {
  const line = oneLine(text);
  return line === "" || /[`|\\]/.test(line) ? `"${inert(line)}"` : `\`${line}\``;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

function inert(text: string): string {
  return text
    .replace(linked, (found) => `${found}${gap}`)
    .replace(commit, (found) => found.replace(/.{6}(?=.)/g, (part) => `${part}${gap}`))
    .replace(/[&<>|*_`~[\]\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
