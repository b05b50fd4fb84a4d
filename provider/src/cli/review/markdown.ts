/** A review as Markdown for a pull request. Pure. */
import type { Review, Section } from "./review";

/** A comment that is updated rather than added is found by this line. */
export const marker = "<!-- pulumi-sendcloud review -->";

export function markdown({ sections, others, errors, warnings, risks }: Review): string {
  const parts = [marker, "## Sendcloud settings"];
  if (errors.length > 0) parts.push("**The preview failed:**", ...list(errors));
  if (sections.length === 0 && errors.length === 0) parts.push("No integration changes.");
  if (sections.length > 0) {
    const integrations = `${sections.length} ${sections.length === 1 ? "integration changes" : "integrations change"}`;
    parts.push(`${integrations}, ${risks === 0 ? "no risks" : `**${risks} ${risks === 1 ? "risk" : "risks"}**`}.`);
    parts.push(...sections.map(sectionText));
  }
  if (warnings.length > 0) parts.push("**Warnings**", ...list(warnings));
  if (others.length > 0) parts.push(`Other resources change too: ${others.map(([type, count]) => `${count} × ${code(type)}`).join(", ")}.`);
  return `${parts.join("\n\n")}\n`;
}

function sectionText({ resource, stack, title, rows, risk }: Section): string {
  const lines = rows.map(
    (row) =>
      `| ${row.risk ? "⚠️ " : ""}${code(row.property)} | ${code(row.before)} | ${code(row.after)} | ${row.risk ? `**${plain(row.meaning)}**` : plain(row.meaning)} |`,
  );
  const heading = `### ${risk ? "⚠️ " : ""}${code(resource)} in ${code(stack)}`;
  return [
    heading,
    "",
    `${plain(title)}.`,
    "",
    "| setting | before | after | what it means to the shop |",
    "| --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

function list(lines: readonly string[]): string[] {
  return [lines.map((line) => `- ${plain(line)}`).join("\n")];
}

/** Text that others wrote: it shall not become markup, a mention or a row of its own. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[&<>|@#*_`~[\]\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}
