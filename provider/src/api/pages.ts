/** Lists: where the next page is, and a cached list for many reads. A list is read to its end, or not at all. */
import { ResponseError } from "../errors";
import { parsedUrl } from "../url";
import { isEmpty, isMap, parsedJson } from "../values";
import type { HttpResponse } from "./transport";

/** A link as RFC 8288 spells it: parameters in any order and case, with or without quotes, and quotes that hold commas. */
const link = /<([^<>]*)>((?:\s*;\s*(?:[^\s=;,"]+(?:\s*=\s*(?:"(?:\\.|[^"\\])*"|[^\s;,"]*))?)?)*)/g;
const parameter = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;,"]*)))?/g;

/** The targets of a Link header's links to the next page; `undefined` where it cannot be read. */
export function nextLinks(header: string): string[] | undefined {
  const targets = [...header.matchAll(link)].flatMap(([, target = "", parameters = ""]) => {
    // The first `rel` counts, says the standard.
    const rel = [...parameters.matchAll(parameter)].find(([, name]) => /^rel$/i.test(name ?? ""));
    const relations = rel?.[2] ?? rel?.[3]?.replaceAll("'", "") ?? "";
    return relations.toLowerCase().split(/\s+/).includes("next") ? [target.trim()] : [];
  });
  return /\bnext\b/i.test(header.replace(link, "")) ? undefined : targets;
}

/** The name of a member that says that a list goes on. */
const more = /^(has_?)?(more|next)(_?(page|cursor|token))*$/i;

/**
 * The next page, below our own base URL; `undefined` on the last. Sendcloud says it in a Link header, and in one
 * API as `next` in the body. It spells its own address without `/api`, with plain http, or with a slash before the query.
 */
export function nextPage(response: HttpResponse, baseUrl: string): string | undefined {
  const headers = response.links.map(nextLinks);
  if (headers.includes(undefined)) throw unreadableList("its Link header cannot be read", response);
  const body = parsedJson(response.text);
  const continuations = (isMap(body) ? [body, ...Object.values(body)].filter(isMap) : [])
    .flatMap((place) => Object.entries(place))
    .filter(([name, value]) => more.test(name) && !isEmpty(value || null));
  const inBody = continuations.flatMap(([name, value]) => (name === "next" ? [value] : []));
  const targets = headers.flat().length > 0 ? headers.flat() : inBody;
  if (targets.length === 0 && continuations.length > 0)
    throw unreadableList("it goes on, but does not say where", response);
  const pages = new Set(targets.map((target) => pageAt(target, baseUrl, response)));
  if (pages.size > 1) throw unreadableList(`it goes on in ${pages.size} places at once`, response);
  return [...pages][0];
}

function pageAt(target: unknown, baseUrl: string, response: HttpResponse): string {
  const url = parsedUrl(String(target), response.request.replace("GET ", ""));
  const base = new URL(baseUrl);
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw unreadableList("its next link is no address that can be followed", response);
  if (url.hostname !== base.hostname || (url.port !== "" && url.port !== base.port)) {
    const what = `its next link leads to another address, ${url.origin}: the keys do not go there`;
    throw unreadableList(what, response);
  }
  const [path] = /\/integrations(?:\/.*)?$/.exec(url.pathname) ?? [];
  if (path === undefined) throw unreadableList("its next link leads to no list", response);
  return `${path.replace(/\/+$/, "")}${url.search}`;
}

export function unreadableList(why: string, { request }: HttpResponse): ResponseError {
  return new ResponseError(
    `the list of integrations cannot be read to its end: ${why} (${request}). A part of a list is never taken for all of it. Tell Sendcloud support`,
  );
}
