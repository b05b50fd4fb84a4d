/** Where a list goes on: the API's neighbours send a Link header with the next page, so a list of integrations may. Pure. */
import { ResponseError } from "../errors";
import type { HttpResponse } from "./transport";
import { parsedUrl } from "../url";

/** The URL of the next page; `undefined` on the last. Throws where it leads elsewhere, since the keys would go with it, or back. */
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
