/** One request and its response over HTTP, in bounded time and size: the only file that knows undici. */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { getProxyForUrl } from "proxy-from-env";
import { type Dispatcher, errors, Pool, ProxyAgent, request } from "undici";

/** How long to wait, in milliseconds. */
export interface TimeOuts {
  /** For a connection. */
  connect: number;
  /** For the response to begin, and again for each pause in it. */
  response: number;
  /** For one request from its start to the end of its response, however slowly that arrives. */
  total: number;
}

/** Longer than Sendcloud is known to take, shorter than people wait. */
export const defaultTimeOuts: TimeOuts = { connect: 10_000, response: 30_000, total: 120_000 };

/** A request to send. */
export interface HttpRequest {
  method: Dispatcher.HttpMethod;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** The most that a response may have, in bytes: a larger one is not Sendcloud's. */
  maxSize: number;
  /** What is left of the caller's time, in milliseconds. */
  timeLeft: number;
}

/** A response, read to its end. */
export interface HttpResponse {
  /** Method and URL of the request, such as `PATCH https://…/integrations/7`, as messages name it. */
  request: string;
  url: string;
  status: number;
  text: string;
  retryAfter: string | undefined;
  location: string | undefined;
  /** The Link headers, of which there may be several: where a list goes on. */
  links: readonly string[];
}

/** Keep-alive connections to one origin. */
export interface Transport {
  /** Sends one request, once; never follows a redirect. Rejects with undici's error where no complete response arrives in time. */
  send(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** The longest delay that a timer takes. */
const longest = 2 ** 31 - 1;

const unzipped = promisify(gunzip);

/** We ask for no compression; a proxy on the way may do it all the same. The decoder drops a byte order mark. */
async function plain(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxSize: number,
): Promise<string> {
  const zipped = bytes.length > 0 && (encoding === "gzip" || encoding === "x-gzip");
  return new TextDecoder().decode(
    zipped ? await unzipped(bytes, { maxOutputLength: maxSize }) : bytes,
  );
}

async function bytesOf(body: AsyncIterable<Uint8Array>, maxSize: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxSize) throw new errors.ResponseExceededMaxSizeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Opens connections as they are needed, through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name. Plain `http`, which
 * is for loopback only, uses no proxy.
 */
export function createTransport(
  baseUrl: string,
  connections: number,
  { connect, response: responseTimeOut, total }: TimeOuts,
): Transport {
  const { origin, protocol } = new URL(baseUrl);
  const options = {
    connections,
    connect: { timeout: connect },
    headersTimeout: responseTimeOut,
    bodyTimeout: responseTimeOut,
  };
  const proxy = protocol === "http:" ? "" : getProxyForUrl(baseUrl);
  const dispatcher =
    proxy === "" ? new Pool(origin, options) : new ProxyAgent({ ...options, uri: proxy });
  return {
    async send({ method, url, headers, body, maxSize, timeLeft }) {
      const time = Math.min(total, Math.max(timeLeft, 0), longest);
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(timeOut(time)), time);
      try {
        const response = await request(url, {
          method,
          headers,
          dispatcher,
          signal: deadline.signal,
          ...(body !== undefined && { body }),
        });
        const all = (name: string): string[] => [response.headers[name] ?? []].flat();
        return {
          request: `${method} ${url}`,
          url,
          status: response.statusCode,
          text: await plain(
            await bytesOf(response.body, maxSize),
            all("content-encoding")[0],
            maxSize,
          ),
          retryAfter: all("retry-after")[0],
          location: all("location")[0],
          links: all("link"),
        };
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => dispatcher.close(),
  };
}

/** The error of a request whose time is up: a time-out of the connection, as the retry policy knows it. */
function timeOut(milliseconds: number): Error {
  return Object.assign(
    new Error(`no complete response within ${Math.ceil(milliseconds / 1000)} s`),
    { code: "ETIMEDOUT" },
  );
}
