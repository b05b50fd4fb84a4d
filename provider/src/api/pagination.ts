/** Pagination: other lists of Sendcloud's API name the next page in a Link header, so the list of integrations may do so too. Pure. */
import { ResponseError } from "../errors";
import type { HttpResponse } from "./transport";
import { parsedUrl } from "../url";

/** The URL of the next page; `undefined` on the last. Throws where it is outside the base URL, since the keys would be sent there, or was read already. */
export function nextPage({ link, request }: HttpResponse, baseUrl: string, seen: ReadonlySet<string>): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? "")?.[1];
  if (target === undefined) return undefined;
  const url = parsedUrl(target, baseUrl)?.href ?? "";
  if (url.startsWith(`${baseUrl}/`) && !seen.has(url)) return url;
  throw new ResponseError(
    seen.has(url)
      ? `pagination loop: the next link points to a page already read (${request}). Check sendcloud:baseUrl`
      : `the next link of the list points to another address (${request}). Check sendcloud:baseUrl`,
  );
}
