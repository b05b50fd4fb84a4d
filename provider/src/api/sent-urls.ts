/** Hides the URLs that were sent from text that may repeat them, whole or in parts: a path or a query may hold a token. Pure. */
import { spelledAnyhow } from "../format";
import { type DeclaredSettings, settingNames } from "../settings/schema";
import { parsedUrl } from "../url";

/** The text with only the hosts of the URLs among these settings, however they are spelled in it. */
export function hideSentUrls(text: string, settings: DeclaredSettings): string {
  const urls = settingNames.flatMap((name) => {
    const value = settings[name];
    const url = typeof value === "string" ? parsedUrl(value) : undefined;
    return url === undefined || !/^https?:$/.test(url.protocol)
      ? []
      : [{ given: String(value), url }];
  });
  const hidden = urls.flatMap(({ given, url }) => [
    ...[given, url.href].map((whole): [string, string] => [whole, hostOf(url)]),
    ...[...parts(url), given.replace(/^[^/]*\/\/[^/?#]*/, "")].map((part): [string, string] => [
      part,
      part.startsWith("/") ? "/…" : "…",
    ]),
  ]);
  const withoutParts = hidden
    .filter(([part]) => part.length > 1)
    .sort(([one], [other]) => other.length - one.length)
    .reduce((rest, [part, shown]) => rest.replace(spelledAnyhow(part), () => shown), text);
  return urls.reduce((rest, { url }) => withoutWord(rest, decoded(url.username)), withoutParts);
}

function hostOf({ protocol, host, pathname, search, hash }: URL): string {
  return `${protocol}//${host}${pathname + search + hash === "/" ? "" : "/…"}`;
}

/** What is worth hiding alone: path and query, user and password, and each piece of them that looks like a token. */
function parts({ pathname, search, hash, username, password, searchParams }: URL): string[] {
  const pieces = [...pathname.split("/"), ...searchParams.values(), hash.slice(1)].filter(
    looksLikeToken,
  );
  const query = [search.slice(1)].filter((part) => part.includes("=") || part.length >= 6);
  const user = password === "" ? [] : [`${username}:${password}`, password];
  const path = pathname.replace(/\/+$/, "");
  const inner = [path, path + search]
    .map((part) => part.slice(1))
    .filter((part) => /[/?]/.test(part));
  const whole = [
    pathname + search + hash,
    pathname + search,
    path,
    ...inner,
    search,
    hash,
    ...query,
    ...user,
  ];
  const long = [...whole, ...pieces];
  return [...new Set(long.flatMap((part) => [part, decoded(part)]))];
}

/** A user's name may be part of another word, which stays. */
function withoutWord(text: string, word: string): string {
  if (word.length < 2) return text;
  return text.replace(
    new RegExp(`(?<![a-z\\d])${spelledAnyhow(word).source}(?![a-z\\d])`, "gi"),
    "…",
  );
}

function looksLikeToken(piece: string): boolean {
  return piece.length >= 16 || (piece.length >= 6 && /\d/.test(piece));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
