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
  read: "fails" | "finds it gone";
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
const html = { "content-type": "text/html" };
/** Carries the request out first. */
const after =
  (happens: Happens): Happens =>
  (response, apply) => {
    apply();
    return happens(response, apply);
  };

/** A fault after which the command fails, and nothing is changed; a write that is `carriedOut` is found out by reading it back. */
const wrong = (
  name: string,
  sent: Wrong["sent"],
  happens: Wrong["happens"],
  says: RegExp,
  carriedOut = false,
): Wrong => ({
  name,
  happens,
  sent,
  read: "fails",
  write: carriedOut ? "succeeds" : "fails, nothing changed",
  says,
});
const redirect = (code: number): Wrong =>
  wrong(
    `${code} redirect`,
    1,
    status(code, "", { location: "http://127.0.0.1:9/elsewhere" }),
    new RegExp(`status ${code}.*Redirects are not followed`),
  );
const refused = (code: number, says: RegExp): Wrong =>
  wrong(`${code}`, 1, status(code, errors("not so")), says);
const limited = (name: string, retryAfter: string): Wrong =>
  wrong(
    `429, Retry-After ${name}`,
    "limit",
    status(429, errors("slow down"), { "retry-after": retryAfter }),
    /status 429.*rate limit is reached: run again/,
  );

const broken = /no response from Sendcloud after 5 attempts: /;
const outOfOrder = (code: number): RegExp =>
  new RegExp(`with status ${code}.*Sendcloud has a problem of its own: run again later`);
const notJson =
  /as the API documents it: it is not JSON.*Check sendcloud:baseUrl|the response holds no token/;
const compressed = /is compressed \(gzip\)/;
const gzip = { "content-encoding": "gzip" };
const closing = { connection: "close" };

/** Every fault that a request is tried with. */
export const wrongs: readonly Wrong[] = [
  wrong(
    "connection refused",
    1,
    "refused",
    /no response from Sendcloud: .*ECONNREFUSED.*Check the network and sendcloud:(baseUrl|tokenUrl)/,
  ),
  wrong(
    "connection reset before it is carried out",
    5,
    (response) => Boolean(response.destroy()),
    broken,
  ),
  wrong("connection reset after it is carried out", 5, () => "lose", broken, true),
  wrong(
    "no answer in time",
    5,
    () => true,
    /no response from Sendcloud after 5 attempts: Headers Timeout Error/,
  ),
  wrong("half a body", 5, cutOff({ "content-length": "500" }), broken),
  wrong(
    "502 with a page of a proxy",
    5,
    status(502, "<html><body>Bad gateway</body></html>", html),
    outOfOrder(502),
  ),
  wrong("500", 1, status(500, errors("out of order")), outOfOrder(500)),
  wrong(
    "200 with JSON of another shape",
    1,
    status(200, JSON.stringify({ data: { id: "seven" }, access_token: 5 })),
    /the response is not an? .*as the API documents it: data|the response holds no token/,
  ),
  wrong(
    "200 with a page of somebody else",
    1,
    status(200, "<html>Sign in to the hotel's network</html>", html),
    notJson,
  ),
  wrong(
    "200 with a page of somebody else, after it is carried out",
    1,
    after(status(200, "<html>Welcome</html>")),
    notJson,
    true,
  ),
  wrong(
    "200 with an enormous body",
    1,
    status(200, "x".repeat(65 * 1024 * 1024)),
    /no response from Sendcloud: the response is larger than 64 MB/,
  ),
  wrong(
    "200 that is compressed, though nobody asked for that",
    1,
    status(200, zipped, gzip),
    compressed,
  ),
  wrong(
    "200 that is compressed, after it is carried out",
    1,
    after(status(200, zipped, gzip)),
    compressed,
    true,
  ),
  wrong(
    "half a body on a closing connection",
    5,
    cutOff({ ...closing, "content-length": "500" }),
    broken,
  ),
  wrong("half a body in chunks", 5, cutOff({ ...closing, "transfer-encoding": "chunked" }), broken),
  wrong(
    "half a body of no length, after it is carried out",
    5,
    after(raw('HTTP/1.1 200 OK\r\n\r\n{"data":{"id":7,', true)),
    /no response from Sendcloud after 5 attempts: the response was cut off/,
    true,
  ),
  wrong(
    "204 with a length",
    1,
    after(raw("HTTP/1.1 204 No Content\r\ncontent-length: 12\r\n\r\n")),
    /with status 204/,
    true,
  ),
  wrong(
    "an unasked 100 Continue, after it is carried out",
    5,
    after(raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")),
    broken,
    true,
  ),
  refused(401, /status 401.*(The credentials are wrong or were revoked|Check the OAuth2 client)/),
  refused(403, /status 403.*(may not do this|Check the OAuth2 client)/),
  refused(409, /status 409.*Somebody else is changing the same: run again/),
  {
    ...refused(
      404,
      /there is no integration|is not found|was deleted while it was changed|status 404.*Check (integrationId|sendcloud:tokenUrl)/,
    ),
    read: "finds it gone",
  },
  wrong("404 with a page of a proxy", 1, status(404, "<html>nothing here</html>"), /status 404/),
  limited("in seconds", "1"),
  limited("as a date", new Date(Date.now() + 3_600_000).toUTCString()),
  limited("of a year", "31536000"),
  limited("that says nothing", "soon"),
  ...[301, 302, 307, 308].map(redirect),
];
