/** The words of an HTML or XML page: its title, or else its text where the title has no words. Pure. */

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** The words of a page, on one line; other text as it is. */
export function textOfMarkup(page: string): string {
  if (!/<[a-z!?/]/i.test(page)) return page;
  const title = decoded(/<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? "");
  const hasWords = /\p{L}/u.test(title);
  return hasWords
    ? title
    : decoded(
        page.replace(
          /<!--.*?(?:-->|$)|<(script|style|title)\b.*?(?:<\/\1[^>]*>?|$)|<[^>]*>?/gis,
          " ",
        ),
      );
}

function decoded(text: string): string {
  return text
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .replace(/\s+/g, " ")
    .trim();
}
