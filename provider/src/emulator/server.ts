/** The emulator's HTTP server: takes requests apart, records them, and sends what the API answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answer } from "./api";
import type { ApiResponse } from "./exchange";
import type { Feed } from "./panel/feed";
import { answerPanel, isPanel } from "./panel/panel";
import { type Interceptor, recorded, type RecordedRequest } from "./recording";
import { send } from "./send";
import type { Store } from "./store";
import { grant } from "./token";

/** Path of the API below the origin. */
export const basePath = "/api/v3";

/** Path of the token endpoint below the origin. */
export const tokenPath = "/oauth2/token";

/** What the server works with, as it is at the time of each request. */
export interface Served {
  store: Store;
  requests: RecordedRequest[];
  interceptor: Interceptor | undefined;
  feed: Feed;
  /** Told of each request once it is answered, or its connection is broken. */
  onRequest: ((request: RecordedRequest) => void) | undefined;
  /** Everything goes back to the start. */
  reset: () => void;
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
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://127.0.0.1");
  if (isPanel(pathname)) return answerPanel(incoming, response, served);
  const body = await text(incoming);
  const isApi = pathname.startsWith(`${basePath}/`);
  const path = isApi ? pathname.slice(basePath.length) : pathname;
  const isToken = pathname.replace(/\/$/, "") === tokenPath;
  const request = recorded(incoming, response, path, isToken ? "" : body);
  served.requests.push(request);
  response.once("close", () => {
    served.onRequest?.(request);
    served.feed.request(request);
    if (request.method !== "GET") served.feed.changed();
  });
  const handled = served.interceptor?.(request, response) ?? false;
  if (handled === true) return;
  const { method } = request;
  const { store } = served;
  const authorization = incoming.headers.authorization ?? "";
  const origin = `http://${incoming.headers.host}`;
  const answered = isToken
    ? answerToken(pathname, method, body, authorization, store)
    : answer(
        { method, path: isApi ? path : "", query: searchParams, body, authorization, origin },
        store,
      );
  if (handled === "lose") response.destroy();
  else await send(response, answered, store.behaviours.drip);
}

function answerToken(
  path: string,
  method: string,
  form: string,
  authorization: string,
  store: Store,
): ApiResponse {
  if (store.behaviours.tokenSlash && path === tokenPath)
    return { status: 301, headers: { location: `${tokenPath}/` } };
  return method === "POST" ? grant(form, authorization, store) : { status: 405 };
}
