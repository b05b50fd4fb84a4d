/** The emulator's HTTP server: takes requests apart, records them, asks the interceptor, and sends what the API answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answerApi } from "./api";
import { grant } from "./grant";
import type { Interceptor, RecordedRequest } from "./interception";
import { answerPanel, isPanel } from "./panel";
import { type Answer, parsedJson } from "./responses";
import type { Store } from "./store";

/** Path of the API below the origin. */
export const basePath = "/api/v3";

/** Path of the token endpoint below the origin. */
export const tokenPath = "/oauth2/token";

/** What the server works with, as it is at the time of each request. */
export interface Served {
  store: Store;
  requests: RecordedRequest[];
  interceptor: Interceptor | undefined;
  /** Called with each request once it is answered, or its connection is broken. */
  onRequest: ((request: RecordedRequest) => void) | undefined;
}

/** Makes a server that does not listen yet. */
export function createApiServer(served: Served): Server {
  return createServer((incoming, response) => {
    handle(incoming, response, served).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  served: Served,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const body = await text(incoming);
  if (isPanel(pathname)) return send(response, answerPanel(incoming, pathname, body, served));
  const isApi = pathname.startsWith(`${basePath}/`);
  const isToken = pathname.replace(/\/$/, "") === tokenPath;
  const path = isApi ? pathname.slice(basePath.length) : pathname;
  const { authorization = "", host = "", "user-agent": userAgent = "" } = incoming.headers;
  const request: RecordedRequest = {
    method: incoming.method ?? "",
    path,
    body: isToken || body === "" ? undefined : (parsedJson(body) ?? body),
    userAgent,
    time: new Date(),
    status: undefined,
  };
  served.requests.push(request);
  response.once("finish", () => (request.status = response.statusCode));
  response.once("close", () => served.onRequest?.(request));
  const answer: Parameters<Interceptor>[2] = (instead = {}) => {
    const { method, path: asked } = { ...request, ...instead };
    if (isToken && instead.path === undefined)
      return method === "POST" ? grant(body, authorization, served.store) : notPost;
    const sent = "body" in instead ? (JSON.stringify(instead.body) ?? "") : body;
    const where = isApi || instead.path !== undefined ? asked : "";
    const origin = `http://${host}`;
    return answerApi(
      { method, path: where, query, body: sent, authorization, origin },
      served.store,
    );
  };
  const handled = served.interceptor?.(request, response, answer) ?? false;
  if (handled === true) return;
  const answered = answer();
  if (handled === "lose") response.destroy();
  else send(response, answered);
}

const notPost: Answer = { status: 405, headers: {}, body: "" };

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body === "" ? undefined : body);
}
