/** Who may use the panel: its own page alone. Pages of other sites run in the same browser, and reach this port too. Pure. */
import type { IncomingHttpHeaders } from "node:http";
import { isLoopback, parsedUrl } from "../../url";

/** Why the panel is not shown under this host name; `undefined` where it is. A name of another site that leads here is DNS rebinding. */
export function refusedHost({ host = "" }: IncomingHttpHeaders): string | undefined {
  const own = parsedUrl(`http://${host}`);
  return own !== undefined && isLoopback(own.hostname)
    ? undefined
    : "The panel answers under 127.0.0.1 and localhost only.";
}

/** Why a request to the panel's control API is refused; `undefined` where it comes from the panel's own page. */
export function refusedOrigin(method: string, headers: IncomingHttpHeaders): string | undefined {
  const host = refusedHost(headers);
  if (host !== undefined) return host;
  const { origin, "sec-fetch-site": site = "none" } = headers;
  const isOwn =
    origin === undefined
      ? method === "GET"
      : parsedUrl(origin)?.origin === parsedUrl(`http://${headers.host}`)?.origin;
  return isOwn && (site === "same-origin" || site === "none")
    ? undefined
    : "Only the panel's own page may ask this.";
}
