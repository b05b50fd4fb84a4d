/** The panel: a page in a browser that shows the emulator's shops and requests, and lets a person change the shops. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type ApiResponse, json } from "../exchange";
import type { RecordedRequest } from "../recording";
import type { Store } from "../store";
import { control } from "./control";
import type { Feed } from "./feed";
import { refusedHost, refusedOrigin } from "./origin";
import { page } from "./page";

/** What the panel works with, as it is at the time of each request. */
export interface PanelContext {
  readonly store: Store;
  readonly requests: readonly RecordedRequest[];
  readonly feed: Feed;
  reset(): void;
}

/** Whether a path is the panel's, and none of the API. */
export function isPanel(pathname: string): boolean {
  return pathname === "/" || pathname.startsWith("/panel/");
}

/** Answers a request to the panel. It is not recorded: it is none to Sendcloud. */
export async function answerPanel(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: PanelContext,
): Promise<void> {
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const { method = "", headers } = incoming;
  const reason = pathname === "/" ? refusedHost(headers) : refusedOrigin(method, headers);
  if (reason !== undefined)
    return send(
      response,
      json(403, { faults: [{ code: "forbidden", title: "Forbidden", detail: reason }] }),
    );
  if (pathname === "/")
    return send(response, method === "GET" || method === "HEAD" ? page() : { status: 405 });
  if (pathname === "/panel/events" && method === "GET")
    return context.feed.open(response, context.requests);
  const request = {
    method,
    path: pathname.slice("/panel".length),
    query: searchParams,
    body: await text(incoming),
  };
  const answered = control(request, context.store, () => context.reset());
  send(response, answered);
  if (method !== "GET" && answered.status < 400) context.feed.changed();
}

function send(response: ServerResponse, { status, headers, body }: ApiResponse): void {
  response
    .writeHead(status, {
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    })
    .end(body);
}
