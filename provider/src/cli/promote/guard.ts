/** Finds what is of one environment anywhere in a value: integration numbers, accounts, secrets, and hosts. Pure. */
import { isMap, parsedJson } from "../../values";
import { decodings, hostNamedIn } from "./hosts";
import { Odd } from "./plain";
import type { Path } from "./tree";

/** Something that belongs to one environment: where it stands, and what it is. */
export interface Finding {
  path: Path;
  what: "a secret" | "of one environment" | "a host";
  /** The host, where it is one, and the text that names it. */
  host?: string;
  text?: string;
}

/** Names of properties that belong to one environment, in lower case and without punctuation. */
const ofOneEnvironment = /^(?:integration(?:id|number)s?|accounts?)$/;

/** Keys of the provider itself that say which Sendcloud account a stack works on. */
const ofTheProvider =
  /^sendcloud:(?:config:)?(?:publickey|secretkey|clientid|clientsecret|accounts|baseurl|tokenurl)$/i;

/** Everything of one environment at or below a place. */
export function findingsIn(value: unknown, path: Path, hosts: ReadonlySet<string>): Finding[] {
  const name = path.at(-1);
  if (path.length === 1 && typeof name === "string" && ofTheProvider.test(name))
    return [{ path, what: "of one environment" }];
  if (
    typeof name === "string" &&
    ofOneEnvironment.test(lettersOf(path.length === 1 ? name.replace(/^.*:/, "") : name))
  )
    return [{ path, what: "of one environment" }];
  if (value instanceof Odd) return textFindings(value.spelled, path, hosts);
  if (Array.isArray(value))
    return value.flatMap((element, index) => findingsIn(element, [...path, index], hosts));
  if (isMap(value)) {
    if (isSecret(value)) return [{ path, what: "a secret" }];
    return Object.entries(value).flatMap(([key, inner]) => [
      ...namedIn(key, [...path, key], hosts),
      ...findingsIn(inner, [...path, key], hosts),
    ]);
  }
  return typeof value === "string" ? textFindings(value, path, hosts) : [];
}

/** Whether a map is a secret, as stack configuration writes it. */
export function isSecret(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 1 && Object.hasOwn(value, "secure");
}

function textFindings(text: string, path: Path, hosts: ReadonlySet<string>): Finding[] {
  const json = /^\s*["[{]/.test(text) ? parsedJson(text) : undefined;
  if (json !== undefined) return findingsIn(json, path, hosts);
  const names = decodings(text).some((decoded) => namesOneEnvironment(decoded, text));
  return [
    ...(names ? [{ path, what: "of one environment" } as const] : []),
    ...namedIn(text, path, hosts),
  ];
}

/** Whether text that is no JSON (a query, YAML, lines of `name=value`) sets something of one environment. */
function namesOneEnvironment(text: string, whole: string): boolean {
  if (/integration[\s_-]?(?:id|number)s?["'\]]?\s*[:=]/i.test(text)) return true;
  if (/[?&;]accounts?=/i.test(text)) return true;
  return /^\s*[[{]|\n/.test(whole) && /(?:^|[\s,{["'])accounts?["']?\s*[:=]/i.test(text);
}

function namedIn(text: string, path: Path, hosts: ReadonlySet<string>): Finding[] {
  const host = hostNamedIn(text, hosts);
  return host === undefined ? [] : [{ path, what: "a host", host, text }];
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
