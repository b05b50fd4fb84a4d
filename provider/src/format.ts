/** How values are shown to people: never a key, of a URL its scheme and host alone, nothing invisible, and long text cut. Pure. */
import { parsedUrl } from "./url";
import { isEmpty } from "./values";

/** Describes a wrong value in an error by its kind, never by its text, which may be a secret. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean")
    return `the ${typeof value} ${value}`;
  return value instanceof Date ? "a date" : "an object";
}

/** Shows a setting's value: a URL by its scheme and host alone, since the rest may be a token. */
export function shown(value: unknown): string {
  if (isEmpty(value)) return "nothing";
  if (Array.isArray(value)) return value.map((element) => visible(String(element))).join(" ");
  if (typeof value !== "string") return String(value);
  return visible(JSON.stringify(cut(withHostsAlone(value), 80)));
}

/** Lists names, the first 50 where they are many. */
export function listed(names: readonly string[]): string {
  const more = names.length > 50 ? ` and ${names.length - 50} more` : "";
  return `${names.slice(0, 50).join(", ")}${more}`;
}

/** Cuts long text, never through a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${[...text.slice(0, 2 * most)].slice(0, most).join("")}…`;
}

/** Shows as text what nobody would see: control characters, and those that have no width or turn the direction of writing. */
export function visible(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ").replace(invisible, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u3164\uffa0]/gu;

/** Removes from text that others wrote (Sendcloud, the network) what must never be printed: these secrets, and all of a URL but its host. */
export function redact(text: string, secrets: readonly string[]): string {
  const withoutSecrets = without(unescaped(text), secrets, () => "[secret]");
  return visible(withHostsAlone(withoutSecrets).replace(signIn, "").replace(bareUrl, "$1/…"));
}

/** Redacted text without what it may repeat of the URLs among these values: all but their hosts may hold a token. */
export function withoutUrls(text: string, values: readonly unknown[]): string {
  const parts = values.flatMap((value) => (typeof value === "string" ? partsOf(value) : []));
  return without(text, parts, (part) => (part.startsWith("/") ? "/…" : "…"));
}

/** The unescaped text without these parts, the longest first, however they are escaped themselves. */
function without(text: string, parts: readonly string[], by: (part: string) => string): string {
  return parts
    .flatMap((part) => [part, unescaped(part)])
    .filter((part) => part !== "")
    .sort((one, other) => other.length - one.length)
    .reduce((rest, part) => {
      const pattern = part
        .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
        .replace(/[\s"'<>]/g, (one) => `(?:\\\\?${one}|${percentCode(one)}|\\+)`);
      return rest.replace(new RegExp(pattern, "giu"), () => by(part));
    }, text);
}

const names: Readonly<Record<string, string>> = { amp: "&", quot: '"', lt: "<", gt: ">" };

/** What escapes a character: HTML, JSON, and percent-encoding, once or more. */
const escape =
  /&(amp|quot|lt|gt);|&#x0*([\da-f]{1,5});|&#0*(\d{1,6});|\\u([\da-f]{4})|\\(\/)|((?:%(?:25)*[\da-f]{2})+)/gi;

/** A text in which URLs can be found: `https:\/\/…` and `https%3A%2F%2F…` as `https://…`. What would end a URL stays escaped. */
function unescaped(text: string): string {
  const plain = text.replace(escape, (_whole, ...groups: (string | undefined)[]) => {
    const [name, hex, decimal, json, slash, codes] = groups;
    const number = decimal === undefined ? parseInt(hex ?? json ?? "", 16) : Number(decimal);
    const whole = codes === undefined ? slash : decoded(codes.replace(/%(?:25)+(?=..)/g, "%"));
    const character = whole ?? names[name?.toLowerCase() ?? ""] ?? String.fromCodePoint(number);
    return character.replace(/[\s"'<>]/g, percentCode);
  });
  return plain === text ? text : unescaped(plain);
}

function percentCode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A URL with a scheme: its scheme, its host with its port, and whether there is more. */
const url = /\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>]+)([/?#][^\s"'<>]*)?/gi;

/** A user and a password before a host. */
const signIn = /(?<![\p{L}\d_-])[^\s/@"'<>():]+:[^\s/@"'<>()]+@(?=[\p{L}\d[])/gu;

/** A host and more, without a scheme: `hooks.example/parcels?token=x`, `localhost:8080/x`. */
const bareUrl =
  /(?<![\p{L}\d_-])(?:[^\s/@"'<>()]+@)?((?:(?:[\p{L}\d_-]+\.)+\p{L}{2,}|(?:\d{1,3}\.){3}\d{1,3}|\[[\da-f:.]+\]|[\p{L}\d_-]+(?=:\d))(?::\d+)?)[/?#][^\s"'<>]+/giu;

function withHostsAlone(text: string): string {
  return text.replace(url, (_url, scheme: string, host: string, rest = "/") =>
    rest === "/" ? `${scheme}${host}` : `${scheme}${host}/…`,
  );
}

/** What is worth hiding of a URL: path and query, user and password, and each piece of them that looks like a token. */
function partsOf(text: string): string[] {
  const url = parsedUrl(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return [];
  const { search, hash, username, password } = url;
  const path = url.pathname.replace(/\/+$/, "");
  const isToken = (piece: string): boolean => /^(.{16,}|(?=.*\d).{6,})$/.test(piece);
  const pieces = (path + search + hash).split(/[/?#&=]/).filter(isToken);
  const inner = [path + search, path]
    .map((part) => part.slice(1))
    .filter((one) => /[/?]/.test(one));
  const query = /=|.{6}/.test(search.slice(1)) ? search.slice(1) : "";
  const user = username.length > 3 ? username : "";
  const all = [path + search + hash, path + search, path, search, ...inner, query, hash, password];
  return [...all, user, ...pieces]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length > 1);
}
