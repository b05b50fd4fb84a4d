/** One request and its response over HTTP, in bounded time and size. With `undici-parts`, the only file that knows undici. */
import type { Dispatcher } from "undici";
import { version } from "../config/sources";
import { ConfigurationError } from "../errors";
import { parsedJson } from "../values";
import { type Library, loadLibrary } from "./undici-parts";

/** Milliseconds for a connection, a proxy's tunnel or TLS, and for the response to begin, and again for each pause in it. */
export const defaultTimeOuts = { connect: 10_000, response: 30_000 };

export interface HttpRequest {
  method: "GET" | "PATCH" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** A response, read to its end. */
export interface HttpResponse {
  /** Method and URL of the request, such as `PATCH https://…/integrations/7`, as messages name it. */
  request: string;
  status: number;
  text: string;
  retryAfter?: string | undefined;
  /** The Link headers, of which there may be several: where a list goes on. */
  links: readonly string[];
}

/** Why there is no complete response. The code is `PROXY 407` where a proxy refused the tunnel with that status. */
export interface NoResponse {
  error: Error;
  code: string;
  /** Whether the request was written to a connection: otherwise it cannot have arrived. */
  sent: boolean;
}

/** The most that a response may have, in MB: a list of 20,000 integrations takes about 12. */
const maxSize = 64;

/** The code of a response that another attempt would not improve: too large, or compressed. */
export const unusable = "UNUSABLE";

const common = {
  accept: "application/json",
  "accept-encoding": "identity",
  "user-agent": `pulumi-sendcloud/${version}`,
};

/** Where the proxy for https is named. As in curl, small letters come first, and a proxy without a scheme speaks http. */
const proxyVariables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
const proxyUrl = /^((https?|socks5?):\/\/)?([^\s/?#@]*@)?[^\s/?#@]+\/?$/i;

/** Opens keep-alive connections, at most so many to one host, through the proxy of the environment where there is one. */
export function createTransport(
  connections: number,
  { connect, response }: typeof defaultTimeOuts,
  environment: NodeJS.ProcessEnv,
) {
  const tls = { timeout: connect };
  const options = { connections, connect: tls, headersTimeout: response, bodyTimeout: response };
  const opened = new Map<string, Dispatcher>();

  /** Plain `http` is for loopback only, and uses no proxy. */
  function open({ Agent, EnvHttpProxyAgent, Pool }: Library, protocol: string): Dispatcher {
    const variable = proxyVariables.find((name) => environment[name]?.trim());
    if (variable === undefined || protocol === "http:") return new Agent(options);
    const [proxy = ""] = proxyUrl.exec(environment[variable]?.trim() ?? "") ?? [];
    try {
      return new EnvHttpProxyAgent({
        ...options,
        httpProxy: "",
        httpsProxy: proxy.includes("://") ? proxy : `http://${proxy}`,
        noProxy: environment.no_proxy || environment.NO_PROXY || "",
        proxyTls: tls,
        requestTls: tls,
        clientFactory: (origin: URL, given: object) =>
          new Pool(origin, { ...given, headersTimeout: connect }).compose(tunnel(variable)),
      });
    } catch {
      throw new ConfigurationError(
        `${variable} in the environment must be the URL of a proxy, such as http://proxy.example:3128, with special characters in its password percent-encoded`,
      );
    }
  }

  return {
    /** Sends one request, once, in so many milliseconds; never follows a redirect. */
    send: async (request: HttpRequest, timeLeft: number): Promise<HttpResponse | NoResponse> => {
      const { protocol } = new URL(request.url);
      const dispatcher = opened.get(protocol) ?? open(loadLibrary(), protocol);
      opened.set(protocol, dispatcher);
      return exchange(dispatcher, request, timeLeft);
    },
    close: () => Promise.all([...opened.values()].map((one) => one.destroy())),
  };
}

/** One exchange. In undici 7 an abort does not reach a request without a connection: time is kept here, and such a request is never sent late. */
function exchange(
  dispatcher: Dispatcher,
  { method, url, headers: own, body }: HttpRequest,
  time: number,
): Promise<HttpResponse | NoResponse> {
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let sent = false;
    let ended = false;
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: Readonly<Record<string, string | string[] | undefined>> = {};
    const all = (name: string): string[] => [headers[name] ?? []].flat();
    const timer = setTimeout(() => {
      fail(new Error(`no complete response within ${Math.ceil(time / 1000)} s`), "ETIMEDOUT");
    }, time);

    function end(answer: HttpResponse | NoResponse): void {
      ended = true;
      clearTimeout(timer);
      resolve(answer);
    }
    function fail(error: Error, code: string): void {
      end({ error, code, sent });
      controller?.abort(error);
    }
    function finish(): void {
      // The decoder drops a byte order mark.
      const text = new TextDecoder().decode(Buffer.concat(chunks));
      const [[retryAfter], links] = [all("retry-after"), all("link")];
      // Where nothing says the length, only JSON shows that its end is missing.
      const hasLength = headers["content-length"] ?? headers["transfer-encoding"];
      if (!hasLength && /^\s*[[{]/.test(text) && parsedJson(text) === undefined)
        fail(new Error("the response was cut off"), "ECONNRESET");
      else end({ request: `${method} ${url}`, status, text, retryAfter, links });
    }
    const path = pathname + search;
    dispatcher.dispatch(
      { origin, path, method, headers: { ...common, ...own }, body: body ?? null },
      {
        onRequestStart(given) {
          controller = given;
          if (ended) given.abort(new Error("nobody waits for this request any more"));
          else sent = true;
        },
        onResponseStart(_controller, code, received) {
          if (code < 200) return;
          [status, headers] = [code, received];
          // A 204 has no body, whatever its headers say.
          if (status === 204) finish();
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          chunks.push(chunk);
          const encoding = all("content-encoding").join(", ");
          if (!/^(identity)?$/i.test(encoding)) {
            const what = `the response is compressed (${encoding}), though nobody asked for that`;
            fail(new Error(`${what}: a proxy on the way may do it`), unusable);
          } else if (size > maxSize * 2 ** 20) {
            fail(new Error(`the response is larger than ${maxSize} MB`), unusable);
          }
        },
        onResponseEnd: finish,
        onResponseError: (_controller, error) => end({ error, code: codeOf(error), sent }),
      },
    );
  });
}

/** Says what the proxy did where it opens no tunnel. After some of undici's errors its agent would connect again and again. */
function tunnel(variable: string): Dispatcher.DispatcherComposeInterceptor {
  const failed = (what: string, code: string): Error =>
    Object.assign(new Error(`the proxy of ${variable}: ${what}`), { code });
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade(controller, status, headers, socket) {
        if (status === 200) return handler.onRequestUpgrade?.(controller, status, headers, socket);
        socket.on("error", () => {}).destroy();
        const error = failed(`it refused the tunnel with status ${status}`, `PROXY ${status}`);
        handler.onResponseError?.(controller, error);
      },
      onResponseError(controller, error) {
        const code = codeOf(error).replace("UND_ERR_SOCKET", "ECONNRESET");
        handler.onResponseError?.(controller, failed(error.message || code, code));
      },
    });
}

/** The code of an error, or of the error below it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}
