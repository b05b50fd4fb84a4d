/** The pages of the documents: which there are, and their headings with the anchors that GitHub gives them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** A heading of a page. */
export interface Heading {
  level: number;
  text: string;
  anchor: string;
}

/** Every page below docs/, by its path in the repository. */
export function pages(root: string): string[] {
  return readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.replaceAll("\\", "/")}`)
    .sort();
}

/** A page without its blocks of code, whose lines are no headings and no links. */
export function prose(markdown: string): string {
  return markdown.replace(/^(```|~~~)[^]*?^\1.*$/gm, "");
}

/** The headings of a page. A heading that is there twice gets a number, as GitHub counts. */
export function headings(markdown: string): Heading[] {
  const seen = new Map<string, number>();
  return [...prose(markdown).matchAll(/^(#{1,6}) +(.+?) *$/gm)].map(([, marks = "", text = ""]) => {
    const slug = slugOf(text);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return { level: marks.length, text, anchor: before === 0 ? slug : `${slug}-${before}` };
  });
}

function slugOf(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
