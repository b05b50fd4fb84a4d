/** One request and its response over HTTP, in bounded time and size: the only file that knows undici. */
import type * as undici from "undici";
import type { Dispatcher } from "undici";
import { ConfigurationError } from "../errors";
import { parsedJson } from "../values";

/** How long to wait, in milliseconds. */
export type TimeOuts = typeof defaultTimeOuts;

/** Longer than Sendcloud is known to take, shorter than people wait. */
export const defaultTimeOuts = {
  /** For a connection, for a proxy's tunnel, and for TLS. */
  connect: 10_000,
  /** For the response to begin, and again for each pause in it. */
  response: 30_000,
  /** For one request from its start to the end of its response, connecting included. */
  total: 120_000,
};

/** A request to send. */
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
  /** How the body is compressed, though nobody asked for that: then `text` is empty. */
  compressed?: string | undefined;
  retryAfter?: string | undefined;
  location?: string | undefined;
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

/** The most that a response may have, in bytes: a list of 20,000 integrations takes about 12 MB. And the code of a larger one. */
const maxSize = 64 * 1024 * 1024;
export const tooLarge = "TOO_LARGE";

/** Loads the HTTP library, which a run that sends nothing does without. */
export const loadLibrary = (): Promise<typeof undici> => import("undici");

/** Opens keep-alive connections, at most so many to one host, through the proxy of the environment where there is one. */
export function createTransport(
  connections: number,
  { connect, response, total }: TimeOuts,
  environment: NodeJS.ProcessEnv,
) {
  const tls = { timeout: connect };
  const options = { connections, connect: tls, headersTimeout: response, bodyTimeout: response };
  const opened = new Map<string, Dispatcher>();

  /** Plain `http` is for loopback only, and uses no proxy. */
  function open({ Agent, EnvHttpProxyAgent, Pool }: typeof undici, protocol: string): Dispatcher {
    const proxy = protocol === "http:" ? undefined : proxyIn(environment);
    if (proxy === undefined) return new Agent(options);
    const own = {
      httpProxy: "",
      httpsProxy: proxy.url,
      noProxy: environment.no_proxy || environment.NO_PROXY || "",
      proxyTls: tls,
      requestTls: tls,
      clientFactory: (origin: URL, given: object) =>
        new Pool(origin, { ...given, headersTimeout: connect }).compose(tunnel(proxy.variable)),
    };
    try {
      return new EnvHttpProxyAgent({ ...options, ...own });
    } catch {
      throw noProxy(proxy.variable);
    }
  }

  return {
    /** Sends one request, once, in so many milliseconds; never follows a redirect. */
    async send(request: HttpRequest, timeLeft: number): Promise<HttpResponse | NoResponse> {
      const { protocol } = new URL(request.url);
      const library = await loadLibrary();
      const dispatcher = opened.get(protocol) ?? open(library, protocol);
      opened.set(protocol, dispatcher);
      return exchange(dispatcher, request, Math.min(total, timeLeft));
    },
    async close(): Promise<void> {
      await Promise.all([...opened.values()].map((one) => one.destroy()));
    },
  };
}

/** One exchange. In undici 7 an abort does not reach a request without a connection: time is kept here, and such a request is never sent late. */
function exchange(
  dispatcher: Dispatcher,
  { method, url, headers, body }: HttpRequest,
  time: number,
): Promise<HttpResponse | NoResponse> {
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let sent = false;
    let ended = false;
    let controller: Dispatcher.DispatchController | undefined;
    let head: [status: number, headers: Headers] | undefined;
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
      const response = head && read(`${method} ${url}`, ...head, Buffer.concat(chunks));
      if (response === undefined) fail(new Error("the response was cut off"), "ECONNRESET");
      else end(response);
    }
    dispatcher.dispatch(
      { origin, path: pathname + search, method, headers, body: body ?? null },
      {
        onRequestStart(given) {
          controller = given;
          if (ended) given.abort(new Error("nobody waits for this request any more"));
          else sent = true;
        },
        onResponseStart(_controller, status, all) {
          if (status < 200) return;
          head = [status, all];
          // A 204 has no body, whatever its headers say.
          if (status === 204) finish();
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size <= maxSize) chunks.push(chunk);
          else fail(new Error(`the response is larger than ${maxSize / 2 ** 20} MB`), tooLarge);
        },
        onResponseEnd: finish,
        onResponseError: (_controller, error) => end({ error, code: codeOf(error), sent }),
      },
    );
  });
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Makes a response of a body; `undefined` where it was cut off and only its JSON shows that. */
function read(
  request: string,
  status: number,
  headers: Headers,
  bytes: Buffer,
): HttpResponse | undefined {
  const all = (name: string): string[] => [headers[name] ?? []].flat();
  const encoding = all("content-encoding").join(", ");
  const compressed = bytes.length > 0 && !/^(identity)?$/i.test(encoding) ? encoding : undefined;
  // The decoder drops a byte order mark.
  const text = compressed === undefined ? new TextDecoder().decode(bytes) : "";
  const hasLength = all("content-length").length + all("transfer-encoding").length > 0;
  if (!hasLength && /^\s*[[{]/.test(text) && parsedJson(text) === undefined) return undefined;
  const [[retryAfter], [location]] = [all("retry-after"), all("location")];
  return { request, status, text, compressed, retryAfter, location, links: all("link") };
}

/** The proxy for https. As in curl, small letters come first, empty text is none, and a proxy without a scheme speaks http. */
function proxyIn(environment: NodeJS.ProcessEnv): { variable: string; url: string } | undefined {
  const variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
  const variable = variables.find((name) => environment[name]?.trim());
  const value = environment[variable ?? ""]?.trim() ?? "";
  if (variable === undefined) return undefined;
  if (!/^((https?|socks5?):\/\/)?([^\s/?#@]*@)?[^\s/?#@]+\/?$/i.test(value))
    throw noProxy(variable);
  return { variable, url: value.includes("://") ? value : `http://${value}` };
}

function noProxy(variable: string): ConfigurationError {
  return new ConfigurationError(
    `${variable} in the environment must be the URL of a proxy, such as http://proxy.example:3128, with special characters in its password percent-encoded`,
  );
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
