/** The panel's feed: server-sent events that tell open pages of requests, and of changes to shops. */
import type { ServerResponse } from "node:http";
import type { RecordedRequest } from "../recording";
import { shownRequest } from "./shown-request";

/** A page that opens is told so many of the last requests. */
const remembered = 200;

/** A page that is so many bytes behind is cut off; it connects again, and starts anew. */
const mostBehind = 4 * 1024 * 1024;

/** What tells open pages. */
export interface Feed {
  /** Tells this page from now on. */
  open(response: ServerResponse, requests: readonly RecordedRequest[]): void;
  /** A request was answered, or its connection broke. */
  request(request: RecordedRequest): void;
  /** Shops may have changed. */
  changed(): void;
  /** Everything is as it was at the start. */
  reset(): void;
}

/** A feed that nobody listens to yet. */
export function createFeed(): Feed {
  const pages = new Set<ServerResponse>();
  const tell = (page: ServerResponse, event: string, data: unknown): void => {
    if (page.writableLength > mostBehind) page.destroy();
    else page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const tellAll = (event: string, data: unknown): void =>
    pages.forEach((page) => tell(page, event, data));
  return {
    open(response, requests) {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      });
      response.once("close", () => pages.delete(response));
      pages.add(response);
      tell(response, "start", requests.slice(-remembered).map(shownRequest));
    },
    request(request) {
      if (pages.size > 0) tellAll("request", shownRequest(request));
    },
    changed: () => tellAll("changed", null),
    reset: () => tellAll("reset", null),
  };
}
