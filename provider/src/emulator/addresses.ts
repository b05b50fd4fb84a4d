/** What Sendcloud takes for a web address. Pure. */
import { parsedUrl } from "../url";

/** Whether the text is an http or https URL with nothing in it that a URL must not have. */
export function isWebAddress(text: string): boolean {
  const [, authority = ""] = /^https?:\/\/([^/?#]*)/i.exec(text) ?? [];
  const isForbidden = (character: string): boolean =>
    character === "\\" || /\s/.test(character) || character < " " || /[\x7f-\x9f]/.test(character);
  return authority !== "" && parsedUrl(text) !== undefined && !Array.from(text).some(isForbidden);
}

/** What a strict check says against a web address: its length and its host, as Django's URL fields have it. `undefined` where it is right. */
export function strictFault(text: string): string | undefined {
  if (Array.from(text).length > 200) return "Ensure this field has no more than 200 characters.";
  const host = parsedUrl(text)?.hostname.replace(/\.$/, "") ?? "";
  return host.includes("_") || !/[.:]/.test(host) ? "Enter a valid URL." : undefined;
}
