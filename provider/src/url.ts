/** URLs and their hosts. Pure. */
import { BlockList, isIP } from "node:net";

/** The URL, or `undefined` where the text is none. `URL.canParse` of Node.js 20 and 22, once optimized, refuses an ü. */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/**
 * One spelling of URLs that mean the same. The host is in lower case and punycode, without final dot and default port.
 * There is no slash at the end, no empty query, and no fragment, which is never sent. Only what must be is percent-encoded.
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

/** The URL as it is sent: unchanged where RFC 3986 allows it, else with its host in punycode and the rest percent-encoded. */
export function standardUrl(text: string): string {
  const url = parsedUrl(text);
  return url === undefined || percentEncoded(text) === text ? text : percentEncoded(url.href);
}

/** Percent-encodes what RFC 3986 does not allow, such as brackets outside the host or a percent sign that encodes nothing. */
function percentEncoded(text: string): string {
  const [, authority = "", rest = text] = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)(.*)$/is.exec(text) ?? [];
  const forbidden = /[^\w.~:/?#@!$&'()*+,;=%-]|%(?![\da-f]{2})|(?<=#.*)#/giu;
  return authority.replace(/[^\x21-\x7e]/gu, percentCode) + rest.replace(forbidden, percentCode);
}

/** URLs replace half of a surrogate pair, which has no percent-encoding. */
function percentCode(character: string): string {
  return encodeURIComponent(/\p{Cs}/u.test(character) ? "\ufffd" : character);
}

/** Networks that the internet does not reach. */
const privateNetworks = new BlockList();
for (const [network, prefix] of Object.entries({
  ...{ "0.0.0.0": 8, "10.0.0.0": 8, "100.64.0.0": 10, "127.0.0.0": 8, "169.254.0.0": 16 },
  ...{ "172.16.0.0": 12, "192.168.0.0": 16, "::": 127, "fc00::": 7, "fe80::": 10 },
}))
  privateNetworks.addSubnet(network, prefix, network.includes(":") ? "ipv6" : "ipv4");

/** Whether a URL's hostname is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether the internet does not reach a URL's hostname: loopback, a private network, a name without a public domain. */
export function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  if (family !== 0) return privateNetworks.check(host, family === 6 ? "ipv6" : "ipv4");
  return !host.includes(".") || /\.(localhost|local|internal|lan|home\.arpa)$/i.test(host);
}
