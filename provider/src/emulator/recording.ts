/** The requests that arrived, and who may see them before the API does. */
import type { IncomingMessage, ServerResponse } from "node:http";

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
  /** The status answered; `undefined` while the answer is pending, or where an interceptor broke the connection. */
  status: number | undefined;
}

/**
 * Sees a request before the API does. Returns `true` where it has handled it; `false` where the API shall answer as usual;
 * `"lose"` where the API shall do what is asked, but the connection breaks before the answer.
 * @example
 * ```ts
 * import { type Interceptor, startEmulator } from "pulumi-sendcloud/emulator";
 *
 * const outage: Interceptor = (_request, response) => {
 *   response.writeHead(503).end();
 *   return true;
 * };
 * const emulator = await startEmulator({ intercept: outage });
 * await emulator.close();
 * ```
 */
export type Interceptor = (request: RecordedRequest, response: ServerResponse) => boolean | "lose";

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
