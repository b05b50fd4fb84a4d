/** Finds hosts in text, however they are written: within a query, percent-encoded, in JSON as text, without a scheme. Pure. */
import { domainToASCII } from "node:url";
import { parsedUrl } from "../../url";

/** The hosts of all URLs in configuration values, which may be objects as JSON. */
export function hostsIn(values: readonly string[]): Set<string> {
  return new Set(
    values.flatMap((value) =>
      decodings(value).flatMap((text) => urlHosts(text).map(({ host }) => host)),
    ),
  );
}

/** The first of these hosts that a text names, whatever its port. */
export function hostNamedIn(text: string, hosts: ReadonlySet<string>): string | undefined {
  const names = new Set(
    [...hosts].map((host) => comparable(parsedUrl(`http://${host}`)?.hostname ?? host)),
  );
  for (const decoded of decodings(text)) {
    const found = [...urlHosts(decoded).map(({ hostname }) => hostname), ...bareHosts(decoded)].map(
      comparable,
    );
    const named = found.find((name) => names.has(name));
    if (named !== undefined) return named;
  }
  return undefined;
}

const authority =
  /(?:\b(?:https?|wss?|ftps?):[\\/]*|(?<![\w:])[\\/]{2})(?:[^\s\\/?#@"'<>]*@)?(\[[\da-f:.]+\](?::\d+)?|[^\s\\/?#"'<>&,;()[\]{}|`]+)/gi;

function urlHosts(text: string): URL[] {
  return [...text.matchAll(authority)].flatMap(
    ([, host = ""]) => parsedUrl(`http://${host}`) ?? [],
  );
}

/** Names with a dot, which may be hosts without a scheme. */
function bareHosts(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}._\-\u3002\uff0e\uff61]+/u)
    .filter((word) => /[.\u3002\uff0e\uff61]/.test(word));
}

/** One spelling of a host's name. */
export function comparable(host: string): string {
  const name = host.toLowerCase().replace(/^[.]+|[.]+$/g, "");
  return domainToASCII(name).replace(/[.]+$/, "") || name;
}

/** A text, and what it is once its escapes are taken away, again and again: those of URLs, JSON and HTML. */
export function decodings(text: string): string[] {
  const found = [text];
  for (let round = 0; round < 6; round += 1) {
    const last = found.at(-1) ?? "";
    const next = decoded(last);
    if (next === last) break;
    found.push(next);
  }
  return found;
}

function decoded(text: string): string {
  return text.replace(
    /%([\da-f]{2})|\\u00([\da-f]{2})|&#x0*([\da-f]{2});|&#0*(\d{2,3});|&amp;|\\\//gi,
    (whole: string, ...codes: unknown[]) => {
      const [hex, decimal] = [codes.slice(0, 3).find((code) => typeof code === "string"), codes[3]];
      if (typeof hex === "string")
        return parseInt(hex, 16) < 128 ? String.fromCharCode(parseInt(hex, 16)) : whole;
      if (typeof decimal === "string")
        return Number(decimal) < 128 ? String.fromCharCode(Number(decimal)) : whole;
      return whole === "\\/" ? "/" : "&";
    },
  );
}
