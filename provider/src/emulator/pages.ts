/** Lists in pages: how a page says where the next one is. The list of integrations is not documented to have any; lists of its neighbours have. Pure. */
import type { ApiRequest } from "./exchange";

/**
 * Spellings of the way to the next page, by name.
 *
 * - `absolute` [documented]: one Link header, a whole URL on the emulator's own origin
 * - `relative`: `<?cursor=…>`, and `path`: `</api/v3/…>` [assumed: RFC 8288 allows them]
 * - `without api` [documented]: `/v3/…` in place of `/api/v3/…`
 * - `slash` [documented]: a slash before the `?`
 * - `other scheme` [documented]: the header spells http where https is spoken; here https, as http is
 * - `several headers`, `several relations` (`rel="prev next"`), `quoted commas` [assumed: RFC 8288 allows them]
 * - `body` [documented for returns]: no header, but `next` in the body
 * - `endless`: after the last record there are always more pages, all empty [assumed]
 * - `circular`: after the last page comes the first again [assumed]
 * - `elsewhere`: a whole URL on another origin [assumed]
 */
export const linkStyles = [
  "absolute",
  "relative",
  "path",
  "without api",
  "slash",
  "other scheme",
  "several headers",
  "several relations",
  "quoted commas",
  "body",
  "endless",
  "circular",
  "elsewhere",
] as const;

/** The name of a way to say where the next page is. */
export type LinkStyle = (typeof linkStyles)[number];

/** How a list is divided into pages. */
export interface Pages {
  /** How many integrations a page has; all unless given. */
  size?: number;
  /** How a page says where the next one is; `absolute` unless given. */
  links?: LinkStyle;
  /** The origin of `elsewhere`; `https://elsewhere.example` unless given. */
  origin?: string;
}

/** One page, and where it says that the next one is. */
export interface Page<Item> {
  items: Item[];
  headers: Record<string, string[]>;
  /** More members of the body. */
  more: Record<string, unknown>;
}

/** The page that the request asks for; `undefined` where its cursor is not one of ours. */
export function pageOf<Item>(
  all: readonly Item[],
  request: ApiRequest,
  pages: Pages,
): Page<Item> | undefined {
  const { size = Infinity, links = "absolute" } = pages;
  const start = positionOf(request.query.get("cursor"));
  if (start === undefined) return undefined;
  const end = start + size;
  const items = all.slice(start, end);
  const next =
    end < all.length || (links === "endless" && Number.isFinite(end))
      ? end
      : links === "circular"
        ? 0
        : undefined;
  if (next === undefined)
    return { items, headers: {}, more: links === "body" ? { next: null } : {} };
  const url = target(
    new URLSearchParams({
      ...Object.fromEntries(request.query),
      cursor: cursorOf(next),
    }).toString(),
    request.origin,
    pages,
  );
  return links === "body"
    ? { items, headers: {}, more: { next: url } }
    : { items, headers: { link: headersOf(url, links) }, more: {} };
}

function target(
  query: string,
  origin: string,
  { links, origin: other = "https://elsewhere.example" }: Pages,
): string {
  switch (links) {
    case "relative":
      return `?${query}`;
    case "path":
      return `/api/v3/integrations?${query}`;
    case "without api":
      return `${origin}/v3/integrations?${query}`;
    case "slash":
      return `${origin}/api/v3/integrations/?${query}`;
    case "other scheme":
      return `${origin.replace(/^http:/, "https:")}/api/v3/integrations?${query}`;
    case "elsewhere":
      return `${other}/api/v3/integrations?${query}`;
    default:
      return `${origin}/api/v3/integrations?${query}`;
  }
}

function headersOf(url: string, links: LinkStyle): string[] {
  if (links === "several headers")
    return [`<${url.replace(/cursor=[^&]*/, "cursor=")}>; rel="first"`, `<${url}>; rel="next"`];
  if (links === "several relations") return [`<${url}>; rel="prev next"`];
  if (links === "quoted commas")
    return [
      `</api/v3/a,b>; title="a, <b>; rel=next"; rel="help", <${url}>; title="1, 2"; rel="next"`,
    ];
  return [`<${url}>; rel="next"`];
}

/** A client must not read cursors, so they are not plain numbers. */
function cursorOf(position: number): string {
  return Buffer.from(`position=${position}`).toString("base64");
}

function positionOf(cursor: string | null): number | undefined {
  if (cursor === null || cursor === "") return 0;
  const position = /^position=(\d+)$/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  return position === undefined ? undefined : Number(position);
}
