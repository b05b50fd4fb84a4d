/** What can go wrong with a request, and what must come of it: the table that the fault matrix asserts, and that docs/reliability.md shows. */
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

const zipped = gzipSync(JSON.stringify({ data: { id: 7 }, access_token: "token" }));

/** One fault. */
export interface Wrong {
  name: string;
  /** Does it to a request, as an interceptor; `apply` carries it out first. `"refused"` where nobody listens. */
  happens: Happens | "refused";
  /** How often the request is sent: never twice where that might do harm or is of no use. `limit`: until the deadline. */
  sent: 1 | 5 | "limit";
  /** What becomes of a command whose read (of a token, of an integration) meets it. */
  read: "succeeds" | "fails" | "finds it gone";
  /** What becomes of a command whose write meets it. */
  write: "succeeds" | "fails, nothing changed";
  /** What the message says, where the command fails. */
  says: RegExp;
}

type Happens = (response: ServerResponse, apply: () => void) => boolean | "lose";
const status =
  (code: number, body: string | Buffer, headers: Record<string, string> = {}): Happens =>
  (response) => {
    response.writeHead(code, headers).end(body);
    return true;
  };
/** Answers with half a body, and closes the connection. */
const cutOff =
  (headers: Record<string, string>): Wrong["happens"] =>
  (response) => {
    response.writeHead(200, headers).write('{"data":', () => response.destroy());
    return true;
  };
/** Answers with these bytes; closes the connection where they end with it. */
const raw =
  (bytes: string, ends = false): Happens =>
  ({ socket }) => {
    socket?.write(bytes, () => ends && socket.end());
    return true;
  };
const errors = (detail: string): string => JSON.stringify({ errors: [{ detail }] });
const limited = (
  retryAfter: string,
): Pick<Wrong, "happens" | "sent" | "read" | "write" | "says"> => ({
  happens: status(429, errors("slow down"), { "retry-after": retryAfter }),
  sent: "limit",
  read: "fails",
  write: "fails, nothing changed",
  says: /status 429.*rate limit is reached: run again/,
});
const redirect = (code: number): Wrong => ({
  name: `${code} redirect`,
  happens: status(code, "", { location: "http://127.0.0.1:9/elsewhere" }),
  sent: 1,
  read: "fails",
  write: "fails, nothing changed",
  says: new RegExp(`status ${code}.*Redirects are not followed`),
});
const refusedWith = (code: number, says: RegExp): Wrong => ({
  name: `${code}`,
  happens: status(code, errors("not so")),
  sent: 1,
  read: "fails",
  write: "fails, nothing changed",
  says,
});

/** Every fault that a request is tried with. */
export const wrongs: readonly Wrong[] = [
  {
    name: "connection refused",
    happens: "refused",
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud: .*ECONNREFUSED.*Check the network and sendcloud:(baseUrl|tokenUrl)/,
  },
  {
    name: "connection reset before it is carried out",
    happens: (response) => Boolean(response.destroy()),
    sent: 5,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud after 5 attempts: /,
  },
  {
    name: "connection reset after it is carried out",
    happens: () => "lose",
    sent: 5,
    read: "fails",
    write: "succeeds",
    says: /no response from Sendcloud after 5 attempts: /,
  },
  {
    name: "no answer in time",
    happens: () => true,
    sent: 5,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud after 5 attempts: Headers Timeout Error/,
  },
  {
    name: "half a body",
    happens: (response) => {
      response
        .writeHead(200, { "content-length": "500" })
        .write('{"data":', () => response.destroy());
      return true;
    },
    sent: 5,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud after 5 attempts: /,
  },
  {
    name: "502 with a page of a proxy",
    happens: status(502, "<html><body>Bad gateway</body></html>", { "content-type": "text/html" }),
    sent: 5,
    read: "fails",
    write: "fails, nothing changed",
    says: /with status 502.*Sendcloud has a problem of its own: run again later/,
  },
  {
    name: "500",
    happens: status(500, errors("out of order")),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /with status 500.*Sendcloud has a problem of its own: run again later/,
  },
  {
    name: "200 with JSON of another shape",
    happens: status(200, JSON.stringify({ data: { id: "seven" }, access_token: 5 })),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /the response is not an? .*as the API documents it: data|the response holds no token/,
  },
  {
    name: "200 with a page of somebody else",
    happens: status(200, "<html>Sign in to the hotel's network</html>", {
      "content-type": "text/html",
    }),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /as the API documents it: it is not JSON.*Check sendcloud:baseUrl|the response holds no token/,
  },
  {
    name: "200 with a page of somebody else, after it is carried out",
    happens: (response, apply) => {
      apply();
      response.writeHead(200).end("<html>Welcome</html>");
      return true;
    },
    sent: 1,
    read: "fails",
    write: "succeeds",
    says: /as the API documents it: it is not JSON.*Check sendcloud:baseUrl|the response holds no token/,
  },
  {
    name: "200 with an enormous body",
    happens: status(200, "x".repeat(65 * 1024 * 1024)),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud: the response is larger than 64 MB/,
  },
  {
    name: "200 that is compressed, though nobody asked for that",
    happens: status(200, zipped, { "content-encoding": "gzip" }),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /is compressed \(gzip\)/,
  },
  {
    name: "200 that is compressed, after it is carried out",
    happens: (response, apply) => {
      apply();
      return status(200, zipped, { "content-encoding": "gzip" })(response, apply);
    },
    sent: 1,
    read: "fails",
    write: "succeeds",
    says: /is compressed \(gzip\)/,
  },
  {
    name: "half a body on a closing connection",
    happens: cutOff({ connection: "close", "content-length": "500" }),
    sent: 5,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud after 5 attempts: /,
  },
  {
    name: "half a body in chunks",
    happens: cutOff({ connection: "close", "transfer-encoding": "chunked" }),
    sent: 5,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud after 5 attempts: /,
  },
  {
    name: "half a body of no length, after it is carried out",
    happens: (response, apply) => {
      apply();
      return raw('HTTP/1.1 200 OK\r\n\r\n{"data":{"id":7,', true)(response, apply);
    },
    sent: 5,
    read: "fails",
    write: "succeeds",
    says: /no response from Sendcloud after 5 attempts: the response was cut off/,
  },
  {
    name: "204 with a length",
    happens: (response, apply) => {
      apply();
      return raw("HTTP/1.1 204 No Content\r\ncontent-length: 12\r\n\r\n")(response, apply);
    },
    sent: 1,
    read: "fails",
    write: "succeeds",
    says: /with status 204/,
  },
  {
    name: "an unasked 100 Continue, after it is carried out",
    happens: (response, apply) => {
      apply();
      const bytes = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n";
      return raw(bytes)(response, apply);
    },
    sent: 5,
    read: "fails",
    write: "succeeds",
    says: /no response from Sendcloud after 5 attempts: /,
  },
  refusedWith(
    401,
    /status 401.*(The credentials are wrong or were revoked|Check the OAuth2 client)/,
  ),
  refusedWith(403, /status 403.*(may not do this|Check the OAuth2 client)/),
  refusedWith(409, /status 409.*Somebody else is changing the same: run again/),
  {
    ...refusedWith(
      404,
      /there is no integration|is not found|was deleted while it was changed|status 404.*Check (integrationId|sendcloud:tokenUrl)/,
    ),
    read: "finds it gone",
  },
  {
    name: "404 with a page of a proxy",
    happens: status(404, "<html>nothing here</html>"),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /status 404/,
  },
  { name: "429, Retry-After in seconds", ...limited("1") },
  {
    name: "429, Retry-After as a date",
    ...limited(new Date(Date.now() + 3_600_000).toUTCString()),
  },
  { name: "429, Retry-After of a year", ...limited("31536000") },
  { name: "429, Retry-After that says nothing", ...limited("soon") },
  ...[301, 302, 307, 308].map(redirect),
];
