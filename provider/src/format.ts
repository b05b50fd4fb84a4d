/** How values are shown to people: never a key, of a URL its scheme and host alone, nothing invisible, and long text cut. Pure. */
import { parsedUrl } from "./url";
import { isEmpty } from "./values";

/** Longer text is cut, in characters. */
const maxLength = 80;

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

/** Removes from text that others wrote (Sendcloud, the network) what must never be printed: these secrets, and all of a URL but its host. */
export function redact(text: string, secrets: readonly string[]): string {
  const withoutKeys = secrets
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replace(spelledAnyhow(secret), "[secret]"), text);
  return visible(
    withHostsAlone(withPunctuation(withoutKeys)).replace(signIn, "").replace(bareUrl, "$1/…"),
  );
}

/** Shows a setting's value: a URL by its scheme and host alone, since the rest may be a token. */
export function shown(value: unknown): string {
  if (isEmpty(value)) return "nothing";
  if (Array.isArray(value)) return value.map((element) => visible(String(element))).join(" ");
  if (typeof value !== "string") return String(value);
  return visible(JSON.stringify(cut(withHostsAlone(value), maxLength)));
}

/** So many names are listed in one line. */
const mostNames = 50;

/** Lists names, the first ones where they are many. */
export function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `${names.slice(0, mostNames).join(", ")}${more}`;
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

/** The punctuation of a URL, escaped as URLs (once or more), JSON and HTML do it. */
const escaped = /%(?:25)*([\da-f]{2})|\\u00([\da-f]{2})|&#x0*([\da-f]{2});|&#0*(\d{2});|\\(\/)/gi;

/** A text in which URLs can be found: `https:\/\/…` and `https%3A%2F%2F…` as `https://…`. What would end a URL stays escaped. */
function withPunctuation(text: string): string {
  return text.replace(escaped, (whole: string, ...found: (string | undefined)[]) => {
    const [percent, json, hex, decimal] = found.slice(0, 4);
    const code = percent ?? json ?? hex;
    const character =
      whole === "\\/"
        ? "/"
        : String.fromCharCode(code === undefined ? Number(decimal) : parseInt(code, 16));
    return ":/?#@&=".includes(character) ? character : whole;
  });
}

/** A URL with a scheme: its scheme, its host with its port, and whether there is more. */
const url = /\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>]+)([/?#][^\s"'<>]*)?/gi;

/** A user and a password before a host. */
const signIn = /(?<![\p{L}\d_-])[^\s/@"'<>():]+:[^\s/@"'<>()]+@(?=[\p{L}\d[])/gu;

/** A host and more, without a scheme: `hooks.example/parcels?token=x`, `localhost:8080/x`. */
const bareUrl =
  /(?<![\p{L}\d_-])(?:[^\s/@"'<>()]+@)?((?:(?:[\p{L}\d_-]+\.)+\p{L}{2,}|(?:\d{1,3}\.){3}\d{1,3}|\[[\da-f:.]+\]|[\p{L}\d_-]+(?=:\d))(?::\d+)?)[/?#][^\s"'<>]+/giu;

function withHostsAlone(text: string): string {
  return text.replace(url, (_url, scheme: string, host: string, rest?: string) =>
    rest === undefined || rest === "/" ? `${scheme}${host}` : `${scheme}${host}/…`,
  );
}

/** The text without what it may repeat of the URLs among these values: all but their hosts may hold a token. */
export function withoutUrls(text: string, values: readonly unknown[]): string {
  return values
    .flatMap((value) => (typeof value === "string" ? partsOf(value) : []))
    .sort((one, other) => other.length - one.length)
    .reduce((rest, part) => rest.replace(spelledAnyhow(part), /^\//.test(part) ? "/…" : "…"), text);
}

/** What is worth hiding of a URL: path and query, user and password, and each piece of them that looks like a token. */
function partsOf(text: string): string[] {
  const url = parsedUrl(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return [];
  const { pathname, search, hash, username, password } = url;
  const path = pathname.replace(/\/+$/, "");
  const isToken = (piece: string): boolean => /^(.{16,}|(?=.*\d).{6,})$/.test(piece);
  const pieces = (path + search + hash).split(/[/?#&=]/).filter(isToken);
  const whole = [path + search + hash, path + search, path, search];
  const inner = [path + search, path]
    .map((part) => part.slice(1))
    .filter((part) => /[/?]/.test(part));
  const query = /=|.{6}/.test(search.slice(1)) ? search.slice(1) : "";
  const user = username.length > 3 ? username : "";
  return [...whole, ...inner, query, hash, password, user, ...pieces]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length > 1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Finds a text in whatever form it comes back: as it is, or with its punctuation percent-encoded (once or more), or escaped as JSON and HTML do. */
function spelledAnyhow(text: string): RegExp {
  const pattern = Array.from(text, (character) =>
    /[a-z\d]/i.test(character) ? character : `(?:${spellings(character).join("|")})`,
  );
  return new RegExp(pattern.join(""), "gi");
}

function spellings(character: string): string[] {
  const hex = (number: number): string => number.toString(16).padStart(2, "0");
  const code = character.codePointAt(0) ?? 0;
  const literal = code < 128 ? `\\${character}` : character;
  const encoded = Array.from(
    new TextEncoder().encode(character),
    (byte) => `%(?:25)*${hex(byte)}`,
  ).join("");
  const named = Object.entries({ amp: "&", quot: '"', lt: "<", gt: ">" }).find(
    ([, one]) => one === character,
  )?.[0];
  return [
    `\\\\?${literal}`,
    encoded,
    `\\\\u${hex(code).padStart(4, "0")}`,
    `&#(?:0*${code}|x0*${hex(code)});`,
    ...(named === undefined ? [] : [`&${named};`]),
    ...(character === " " ? ["\\+"] : []),
  ];
}
