/** How an answer is sent: at once, or a byte at a time. */
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { ApiResponse } from "./exchange";

/** Sends an answer, with so many milliseconds between one byte of the body and the next. Ends early where the connection does. */
export async function send(
  response: ServerResponse,
  { status, headers = {}, body }: ApiResponse,
  drip: number,
): Promise<void> {
  response.writeHead(status, headers);
  if (body === undefined || drip === 0) {
    response.end(body);
    return;
  }
  for (const byte of Buffer.from(body)) {
    if (response.destroyed) return;
    response.write(Uint8Array.of(byte));
    await wait(drip, undefined, { ref: false });
  }
  response.end();
}
