/** URLs and their hosts. Pure. */
import { BlockList, isIP } from "node:net";

/**
 * The URL, or `undefined` where the text is none. In place of `URL.canParse`, which in Node.js 20 and 22, once it is
 * called often, takes text with characters such as ü for no URL.
 */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/**
 * One spelling of URLs that mean the same: host in lower case, in punycode and without its final dot, no default port, no
 * slash at the end, no fragment (it is never sent), no empty query, percent-encoding where it is needed and nowhere else.
 */
export function comparableUrl(text: string): string {
  const url = parsedUrl(text);
  if (url === undefined) return text;
  url.hostname = url.hostname.replace(/\.+$/, "");
  url.hash = "";
  if (url.search === "") url.search = "";
  url.pathname = url.pathname.replace(/\/+$/, "");
  return percentEncoded(url.href).replace(/%[\da-f]{2}/gi, (code) => {
    const character = String.fromCharCode(parseInt(code.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : code.toUpperCase();
  });
}

/** The URL as RFC 3986 wants it, which is how it is sent: as it is where it is valid, else with its host in punycode and the rest percent-encoded. */
export function standardUrl(text: string): string {
  const url = parsedUrl(text);
  return url === undefined || percentEncoded(text) === text ? text : percentEncoded(url.href);
}

/** Percent-encodes what RFC 3986 allows nowhere in a URL: all but letters, digits and some signs; brackets outside the host; a percent sign that encodes nothing. */
function percentEncoded(text: string): string {
  const [, authority = "", rest = text] = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)(.*)$/is.exec(text) ?? [];
  const encoded = rest.replace(
    /[^\w.~:/?#@!$&'()*+,;=%-]|%(?![\da-f]{2})|(?<=#.*)#/giu,
    percentCode,
  );
  return authority.replace(/[^\x21-\x7e]/gu, percentCode) + encoded;
}

/** Half of a surrogate pair has no percent-encoding: URLs replace it. */
function percentCode(character: string): string {
  return encodeURIComponent(/\p{Cs}/u.test(character) ? "\ufffd" : character);
}

/** Networks that the internet does not reach. */
const privateNetworks = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  privateNetworks.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const) {
  privateNetworks.addSubnet(network, prefix, "ipv6");
}

/** Whether a URL's hostname is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether a URL's hostname means nothing on the internet: loopback, a private network, or a name without a public domain. */
export function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  if (family !== 0) return privateNetworks.check(host, family === 6 ? "ipv6" : "ipv4");
  return !host.includes(".") || /\.(localhost|local|internal|lan|home\.arpa)$/i.test(host);
}
