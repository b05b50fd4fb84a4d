/** One request and its response over HTTP: the only file that knows undici. */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { getProxyForUrl } from "proxy-from-env";
import { type Dispatcher, Pool, ProxyAgent, request } from "undici";

/** How long to wait, in milliseconds. */
export interface TimeOuts {
  /** For a connection. */
  connect: number;
  /** For the response's headers, and then for each further part of its body. */
  response: number;
}

/** Longer than Sendcloud is known to take, shorter than people wait. */
export const defaultTimeOuts: TimeOuts = { connect: 10_000, response: 30_000 };

/** A response, read to its end. */
export interface HttpResponse {
  /** Method and URL of the request, such as `PATCH https://…/integrations/7`, as messages name it. */
  request: string;
  status: number;
  text: string;
  retryAfter: string | undefined;
  /** The Link header, which names the next page of a list. */
  link: string | undefined;
}

/** Keep-alive connections to one origin. */
export interface Transport {
  /** Sends one request, once; never follows a redirect. Rejects with undici's error where no complete response arrives. */
  send(method: Dispatcher.HttpMethod, url: string, headers: Record<string, string>, body: string | undefined): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** No response of the API is near this size, in bytes: a larger one is not from the API. */
const maxResponseSize = 4 * 1024 * 1024;

const unzipped = promisify(gunzip);

/** Decompresses a body: we do not ask for compression, but a proxy may add it. */
async function plain(bytes: Uint8Array, encoding: string | undefined): Promise<string> {
  const zipped = bytes.length > 0 && (encoding === "gzip" || encoding === "x-gzip");
  return Buffer.from(zipped ? await unzipped(bytes, { maxOutputLength: maxResponseSize }) : bytes).toString("utf8");
}

/**
 * Opens connections as they are needed, through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name. Plain `http`, which
 * is for loopback only, uses no proxy.
 */
export function createTransport(baseUrl: string, connections: number, { connect, response: responseTimeOut }: TimeOuts): Transport {
  const { origin, protocol } = new URL(baseUrl);
  const options = {
    connections,
    connect: { timeout: connect },
    headersTimeout: responseTimeOut,
    bodyTimeout: responseTimeOut,
    maxResponseSize,
  };
  const proxy = protocol === "http:" ? "" : getProxyForUrl(baseUrl);
  const dispatcher = proxy === "" ? new Pool(origin, options) : new ProxyAgent({ ...options, uri: proxy });
  return {
    async send(method, url, headers, body) {
      const response = await request(url, { method, headers, dispatcher, ...(body !== undefined && { body }) });
      const header = (name: string): string | undefined => [response.headers[name] ?? []].flat()[0];
      return {
        request: `${method} ${url}`,
        status: response.statusCode,
        text: await plain(await response.body.bytes(), header("content-encoding")),
        retryAfter: header("retry-after"),
        link: header("link"),
      };
    },
    close: () => dispatcher.close(),
  };
}
