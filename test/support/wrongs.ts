/** What can go wrong with a request, and what must come of it: the table that the fault matrix asserts, and that docs/reliability.md shows. */
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** Sixty-four megabytes of nothing weigh some kilobytes on the way. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

/** One fault. */
export interface Wrong {
  name: string;
  /** Does it to a request, as an interceptor; `apply` carries it out first. `"refused"` where nobody listens. */
  happens: ((response: ServerResponse, apply: () => void) => boolean | "lose") | "refused";
  /** How often the request is sent: never twice where that might do harm or is of no use. `limit`: until the deadline. */
  sent: 1 | 5 | "limit";
  /** What becomes of a command whose read (of a token, of an integration) meets it. */
  read: "succeeds" | "fails" | "finds it gone";
  /** What becomes of a command whose write meets it. */
  write: "succeeds" | "fails, nothing changed";
  /** What the message says, where the command fails. */
  says: RegExp;
}

const status =
  (code: number, body: string | Buffer, headers: Record<string, string> = {}): Wrong["happens"] =>
  (response) => {
    response.writeHead(code, headers).end(body);
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
  says: new RegExp(
    `status ${code}.*Redirects are not followed|gave no access token, with status ${code}.*Check sendcloud:tokenUrl`,
  ),
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
    says: /no response from Sendcloud: .*ECONNREFUSED.*Check the network and sendcloud:baseUrl/,
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
    happens: status(200, "x".repeat(5 * 1024 * 1024)),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud: .*max.*size/i,
  },
  {
    name: "200 with a body that is enormous once it is unzipped",
    happens: status(200, bomb, { "content-encoding": "gzip" }),
    sent: 1,
    read: "fails",
    write: "fails, nothing changed",
    says: /no response from Sendcloud: .*larger than/,
  },
  refusedWith(
    401,
    /status 401.*(The credentials are wrong or were revoked|Check the OAuth2 client)/,
  ),
  refusedWith(403, /status 403.*(may not do this|Check the OAuth2 client)/),
  refusedWith(409, /status 409.*Somebody else is .*: run again/),
  {
    ...refusedWith(
      404,
      /there is no integration|was deleted while it was changed|status 404.*Check (integrationId|sendcloud:tokenUrl)/,
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
