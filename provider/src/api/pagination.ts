/** Where a list goes on. Sendcloud's lists say it in a Link header or in the body, in several spellings; a list is read to its end, or not at all. Pure. */
import { ResponseError } from "../errors";
import { redact } from "../format";
import { isEmpty, isMap, parsedJson, type Properties } from "../values";
import { parsedUrl } from "../url";
import { parseLinkHeader } from "./link-header";
import type { HttpResponse } from "./transport";

/** What to do about a list that cannot be read to its end. */
const advice =
  "A part of a list is never taken for all of it. Check sendcloud:baseUrl, or tell Sendcloud support";

/**
 * The URL of the next page; `undefined` on the last. It is always below our own base URL, so that the keys stay with it:
 * Sendcloud spells its own address without `/api`, with plain http, or with a slash before the query. Throws where the
 * link leads to another host, or to no list.
 */
export function nextPage(
  { links, text, request, url }: HttpResponse,
  baseUrl: string,
): string | undefined {
  const headers = links.map(parseLinkHeader);
  if (headers.some(({ rest }) => /\bnext\b/i.test(rest))) {
    throw new ResponseError(
      `the Link header of the list cannot be read, but speaks of a next page (${request}). ${advice}`,
    );
  }
  const targets = headers.flatMap((header) =>
    header.links.filter((link) => link.relations.includes("next")).map((link) => link.target),
  );
  const body = parsedJson(text);
  const told = targets.length > 0 ? targets : bodyTargets(body);
  if (told.length === 0 && saysMore(body)) {
    throw new ResponseError(`the list says that it goes on, but not where (${request}). ${advice}`);
  }
  const pages = new Set(told.map((target) => pageOf(target, url, baseUrl, request)));
  if (pages.size > 1)
    throw new ResponseError(
      `the list goes on in ${pages.size} places at once, since its links to the next page differ (${request}). ${advice}`,
    );
  return [...pages][0];
}

function bodyTargets(body: unknown): unknown[] {
  if (!isMap(body)) return [];
  const places = placesIn(body).map(({ next }) => (isMap(next) ? next.href : next));
  return places
    .filter((next) => next !== undefined && next !== null && next !== "" && next !== false)
    .slice(0, 1);
}

/** Where APIs tell of pages in a body. */
function placesIn(body: Properties): Properties[] {
  return [body, body.links, body._links, body.pagination, body.paging, body.page, body.meta].filter(
    isMap,
  );
}

/** Whether a body says that there are more pages, but gives no link to them: a cursor alone, for example. */
function saysMore(body: unknown): boolean {
  if (!isMap(body)) return false;
  return placesIn(body).some((place) =>
    Object.entries(place).some(
      ([name, value]) =>
        (/^has_?(more|next)(_?page)?$/i.test(name) && value === true) ||
        (/^next_?(cursor|page|page_?token|token)$/i.test(name) &&
          !isEmpty(value) &&
          value !== false),
    ),
  );
}

function pageOf(target: unknown, from: string, baseUrl: string, request: string): string {
  const url = typeof target === "string" ? parsedUrl(target, from) : undefined;
  const base = new URL(baseUrl);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ResponseError(
      `the next link of the list is no address that can be followed, which begins with http or https (${request}). ${advice}`,
    );
  }
  if (url.hostname !== base.hostname || (url.port !== "" && url.port !== base.port)) {
    const elsewhere = redact(`${url.protocol}//${url.host}`, []);
    throw new ResponseError(
      `the next link of the list points to another address, ${elsewhere}: the keys do not go there (${request}). ${advice}`,
    );
  }
  const [path] = /\/integrations(?:\/.*)?$/.exec(url.pathname) ?? [];
  if (path === undefined) {
    throw new ResponseError(
      `the next link of the list points to something else than a list: its path does not lead to /integrations (${request}). ${advice}`,
    );
  }
  return `${baseUrl}${path.replace(/\/+$/, "")}${url.search}`;
}

/** More pages than any account has. */
const maxPages = 10_000;

/** After so many pages in a row without a new record a list is taken for endless. */
const maxIdlePages = 100;

/** Notices where a list has no end: pages that lead back, that bring nothing new, or that never stop. Called before each page, with what was found so far. */
export function createEndlessCheck(): (page: string, found: number, from: string) => void {
  const seen = new Set<string>();
  let most = -1;
  let idle = 0;
  return (page, found, from) => {
    idle = found > most ? 0 : idle + 1;
    most = found;
    if (seen.has(page))
      throw new ResponseError(
        `pagination loop: the next link points to a page already read (${from}). ${advice}`,
      );
    if (idle >= maxIdlePages || seen.size >= maxPages) {
      throw new ResponseError(
        `the list does not end after ${seen.size} pages (${from}). ${advice}`,
      );
    }
    seen.add(page);
  };
}
