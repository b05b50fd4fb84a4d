/** What nobody would see in a program, or turns the direction of writing. Pure. */

/** All but the joiners, which belong to letters and emoji. */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text in double quotes, with the escapes that TypeScript and Python share; each unseen character is escaped as the language does it. */
export function doubleQuoted(text: string, escape: (codePoint: string) => string): string {
  return escapeUnseen(JSON.stringify(text), escape);
}

/** A text with unseen characters escaped. */
export function escapeUnseen(text: string, escape: (codePoint: string) => string): string {
  return text.replace(unseen, (character) => escape((character.codePointAt(0) ?? 0).toString(16)));
}

/** As Python and YAML do it. */
export function longEscape(codePoint: string): string {
  return codePoint.length > 4
    ? `\\U${codePoint.padStart(8, "0")}`
    : `\\u${codePoint.padStart(4, "0")}`;
}
