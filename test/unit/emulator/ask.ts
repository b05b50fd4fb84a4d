/** Requests to an emulator, as anybody could send them. */
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

/** The keys of the first account. */
export const authorization = basic("emulator-public", "emulator-secret");

/** Asks over a socket of its own. */
export function ask(
  url: string,
  method = "GET",
  headers: Record<string, string> = { authorization },
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: false, headers }, (response) => {
      const { statusCode: status = 0, headers } = response;
      text(response).then((body) => resolve({ status, headers, body }), reject);
    });
    sent.once("error", reject).end(body);
  });
}
