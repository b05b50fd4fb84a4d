/** One request and its answer over HTTP: the only file that knows undici. */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { getProxyForUrl } from "proxy-from-env";
import { type Dispatcher, Pool, ProxyAgent, request } from "undici";

/** How long to wait, in milliseconds. */
export interface TimeOuts {
  /** For a connection. */
  connect: number;
  /** For the answer to begin, and again for each pause in it. */
  answer: number;
}

/** Longer than Sendcloud ever takes, shorter than anybody waits. */
export const timeOuts: TimeOuts = { connect: 10_000, answer: 30_000 };

/** An answer, read to its end. */
export interface Answer {
  status: number;
  text: string;
  retryAfter: string | undefined;
  /** The Link header: where a list goes on. */
  link: string | undefined;
}

/** Keep-alive connections to one origin. */
export interface Transport {
  /** Sends one request; never follows a redirect, never asks again. Rejects with undici's error where no complete answer arrives. */
  send(method: Dispatcher.HttpMethod, url: string, headers: Record<string, string>, body: string | undefined): Promise<Answer>;
  close(): Promise<void>;
}

/** No answer of the API is near this size, in bytes: a larger one is somebody else's. */
const largestAnswer = 4 * 1024 * 1024;

const unzipped = promisify(gunzip);

/** We ask for no compression; a proxy on the way may do it all the same. */
async function plain(bytes: Uint8Array, encoding: string | undefined): Promise<string> {
  const zipped = bytes.length > 0 && (encoding === "gzip" || encoding === "x-gzip");
  return Buffer.from(zipped ? await unzipped(bytes, { maxOutputLength: largestAnswer }) : bytes).toString("utf8");
}

/** Opens connections as they are needed; by the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, unless it speaks plain `http`, which only this machine may. */
export function createTransport(baseUrl: string, connections: number, { connect, answer }: TimeOuts): Transport {
  const { origin, protocol } = new URL(baseUrl);
  const options = {
    connections,
    connect: { timeout: connect },
    headersTimeout: answer,
    bodyTimeout: answer,
    maxResponseSize: largestAnswer,
  };
  const proxy = protocol === "http:" ? "" : getProxyForUrl(baseUrl);
  const dispatcher = proxy === "" ? new Pool(origin, options) : new ProxyAgent({ ...options, uri: proxy });
  return {
    async send(method, url, headers, body) {
      const response = await request(url, { method, headers, dispatcher, ...(body !== undefined && { body }) });
      const header = (name: string): string | undefined => [response.headers[name] ?? []].flat()[0];
      return {
        status: response.statusCode,
        text: await plain(await response.body.bytes(), header("content-encoding")),
        retryAfter: header("retry-after"),
        link: header("link"),
      };
    },
    close: () => dispatcher.close(),
  };
}
