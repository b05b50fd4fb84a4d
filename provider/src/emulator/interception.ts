/** The requests that arrived, and interceptors: what sees a request before the API does, and may answer in its place. */
import type { ServerResponse } from "node:http";
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
 * import type { Interceptor } from "pulumi-sendcloud/emulator";
 *
 * const inCapitals: Interceptor = (_request, response, answer) => {
 *   const { status, headers, body } = answer();
 *   response.writeHead(status, headers).end(body.replaceAll("flowers", "FLOWERS"));
 *   return true;
 * };
 * ```
 */
export type Interceptor = (
  request: RecordedRequest,
  response: ServerResponse,
  answer: (instead?: { method?: string; path?: string; body?: unknown }) => Answer,
) => boolean | "lose";
