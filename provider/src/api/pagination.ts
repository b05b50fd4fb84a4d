/** Where a list goes on: the API's neighbours send a Link header with the next page, so a list of integrations may. Pure. */
import { ResponseError } from "../errors";
import type { Answered } from "./retry";
import { parsedUrl } from "../url";

/** The URL of the next page; `undefined` on the last. Throws where it leads elsewhere, since the keys would go with it, or back. */
export function nextPage({ link, request }: Answered, baseUrl: string, seen: ReadonlySet<string>): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? "")?.[1];
  if (target === undefined) return undefined;
  const url = parsedUrl(target, baseUrl)?.href ?? "";
  if (url.startsWith(`${baseUrl}/`) && !seen.has(url)) return url;
  throw new ResponseError(
    `the list's next page is ${seen.has(url) ? "a page before it" : "at another address"} (${request}). Check sendcloud:baseUrl`,
  );
}
