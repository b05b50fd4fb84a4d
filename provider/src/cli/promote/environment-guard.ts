/** Finds in a value what belongs to one environment: integrations, accounts and hosts. Pure. */
import { isMap, parsedJson } from "../../values";
import { parsedUrl } from "../../url";

/** Where a value stands: its key in the configuration, then names in objects and places in lists. */
export type Path = readonly (string | number)[];

/** A stack, and the hosts that its configuration names outside what is promoted. */
export interface Environment {
  stack: string;
  hosts: ReadonlySet<string>;
}

/** A value that belongs to one environment, and why. */
export interface Finding {
  path: Path;
  why: string;
}

const reservedName = /^(?:integration(?:id|number)s?|accounts?)$/;
/** The same names within a text: a query, YAML, or lines such as `name=value`. */
const reservedInText =
  /integration[\s_-]?(?:id|number)s?["'\]]?\s*[:=]|(?:[\n{?&;]|^(?=.*\n)|^\s*[[{][^]*,)\s*["']?accounts?["']?\s*[:=]/i;

/** Finds everything that belongs to this environment, at a path and below it. */
export function findingsIn(value: unknown, path: Path, environment: Environment): Finding[] {
  if (value === undefined) return [];
  const name = String(path.at(-1)).replace(path.length === 1 ? /^.*:/ : "", "");
  if (reservedName.test(name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")))
    return [{ path, why: `belongs to ${environment.stack} alone` }];
  const json = typeof value === "string" && /^\s*["[{]/.test(value) ? parsedJson(value) : undefined;
  if (json !== undefined) return findingsIn(json, path, environment);
  if (typeof value === "string") return findingsInText(value, path, environment);
  return membersOf(value).flatMap(([member, inner]) => [
    ...findingsInText(String(member), [...path, member], environment),
    ...findingsIn(inner, [...path, member], environment),
  ]);
}

/** The members of an object by name, or of a list by place. */
export function membersOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((element, place) => [place, element]);
  return isMap(value) ? Object.entries(value) : [];
}

/** The hosts that texts name: in URLs, and as values of their own. */
export function hostsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => namesIn(text, [urlHost, hostAlone])));
}

function findingsInText(text: string, path: Path, { stack, hosts }: Environment): Finding[] {
  const isReserved = decodings(text).some((decoded) => reservedInText.test(decoded));
  const host = namesIn(text, [urlHost, dottedWord]).find(
    (name) => hosts.has(name) || carriesName(name, stack),
  );
  return [
    ...(isReserved ? [{ path, why: `names an integration or account of ${stack}` }] : []),
    ...(host === undefined ? [] : [{ path, why: `names ${host}, a host of ${stack}` }]),
  ];
}

/** Whether the labels of a host have the name of a stack in them: `flowers-staging2.example`. */
function carriesName(host: string, stack: string): boolean {
  const words = (text: string): string => ` ${text.match(/\p{L}+|\d+/gu)?.join(" ") ?? ""} `;
  // The last label is no sign: `flowers.dev` may serve every environment.
  const labels = host.replace(/(?<=.)\.[^.]+$/, "");
  const name = stack.replace(/^.*\//, "").toLowerCase();
  // A short name must be a word of its own: "print" and "points" have "int" in them.
  return words(labels).includes(words(name)) || (name.length > 5 && labels.includes(name));
}

const urlHost =
  /(?:\b(?:https?|wss?|ftps?):[\\/]*|[\\/]{2})(?:[^\s\\/?#@"'<>]*@)?(\[[\da-f:.]+\]|[^\s\\/?#"'<>&,;:()[\]{}|`]+)/gi;
/** A host without a scheme: the whole text, or a value in JSON. */
const hostAlone = /(?<=^|")((?:[\p{L}\p{N}_-]+\.)+\p{L}{2,})(?=(?::\d+)?(?:"(?!:)|$))/gu;
/** A word that may be a host. */
const dottedWord = /([\p{L}\p{N}_-]+(?:[.\u3002\uff0e\uff61][\p{L}\p{N}_-]+)+)/gu;

/** What these patterns find in a text and below its escapes, as names of hosts in one spelling. */
function namesIn(text: string, patterns: readonly RegExp[]): string[] {
  const found = decodings(text).flatMap((decoded) =>
    patterns.flatMap((pattern) => Array.from(decoded.matchAll(pattern), ([, host = ""]) => host)),
  );
  return found.flatMap((host) => parsedUrl(`http://${host}`)?.hostname.replace(/\.+$/, "") ?? []);
}

/** A text, and what it becomes as the escapes of URLs, JSON and HTML are removed from it. */
function decodings(text: string): string[] {
  const decoded = text.replace(
    /(?:%(?:25)*|\\u00|&#x0*)([0-7][\da-f]);?|&#0*(\d{2,3});|&amp;|\\(?=\/)/gi,
    (escape: string, hex?: string, decimal?: string) => {
      if (escape === "\\" || escape.toLowerCase() === "&amp;") return escape === "\\" ? "" : "&";
      return String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    },
  );
  return decoded === text ? [text] : [text, ...decodings(decoded)];
}
