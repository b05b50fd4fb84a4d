/** The requests that arrived, and interceptors: what sees a request before the API does, and may answer in its place. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./responses";

/**
 * A request that arrived. Authorization is never recorded.
 * @example
 * ```ts
 * import type { RecordedRequest } from "pulumi-sendcloud/emulator";
 *
 * const line = ({ method, path, status = 0 }: RecordedRequest): string => `${method} ${path} ${status}`;
 * ```
 */
export interface RecordedRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`. */
  path: string;
  /** The parsed body; `undefined` where there was none, or where it is a request for a token. */
  body: unknown;
  userAgent: string;
  /** When it arrived. */
  time: Date;
  /** The status answered; `undefined` while the answer is pending, or where an interceptor broke the connection. */
  status: number | undefined;
}

/**
 * Sees a request before the API does. Returns `true` where it has answered; `false` where the API shall answer as usual;
 * `"lose"` where the API shall do what is asked, but the connection breaks before the answer.
 * `answer` carries the request out, or another one in its place, and returns what the API would answer: an interceptor
 * that gives the API another request, or the client another answer, makes a Sendcloud that behaves otherwise.
 * @example
 * ```ts
 * import { type Interceptor, startEmulator } from "pulumi-sendcloud/emulator";
 *
 * const inCapitals: Interceptor = (_request, response, answer) => {
 *   const { status, headers, body } = answer();
 *   response.writeHead(status, headers).end(body.replaceAll("flowers", "FLOWERS"));
 *   return true;
 * };
 * const emulator = await startEmulator({ intercept: inCapitals });
 * await emulator.close();
 * ```
 */
export type Interceptor = (
  request: RecordedRequest,
  response: ServerResponse,
  answer: (instead?: { method?: string; path?: string; body?: unknown }) => Answer,
) => boolean | "lose";

/** What is recorded of a request: its status follows once it is answered. */
export function recorded(
  incoming: IncomingMessage,
  response: ServerResponse,
  path: string,
  body: string,
): RecordedRequest {
  const request: RecordedRequest = {
    method: incoming.method ?? "",
    path,
    body: parsed(body),
    userAgent: incoming.headers["user-agent"] ?? "",
    time: new Date(),
    status: undefined,
  };
  response.once("finish", () => (request.status = response.statusCode));
  return request;
}

function parsed(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
