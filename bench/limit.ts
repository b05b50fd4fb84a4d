/** A client at an account's request limit, in a world where a minute lasts a second: how much of the limit it uses, how often it is told off, and who waits. */
import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { createClients } from "../provider/src/api/client";
import { findConfiguration } from "../provider/src/config/sources";
import { shops } from "./shops";
import { median, shown } from "./stopwatch";

const faster = 60;
const limit = 200;
const minute = 60_000;
const count = 2_000;

export async function atTheLimit(): Promise<string> {
  const began = Date.now();
  const clock = {
    now: () => (Date.now() - began) * faster,
    sleep: (milliseconds: number) => sleep(milliseconds / faster),
  };
  const emulator = await startEmulator({ seed: shops(count) });
  let window = { since: 0, seen: 0 };
  let refused = 0;
  emulator.intercept((_request, response) => {
    const now = clock.now();
    if (now >= window.since + minute) window = { since: now, seen: 0 };
    if (++window.seen <= limit) return false;
    refused++;
    response
      .writeHead(429, { "retry-after": String(Math.ceil((window.since + minute - now) / 1000)) })
      .end();
    return true;
  });
  const environment = {
    SENDCLOUD_BASE_URL: emulator.url,
    SENDCLOUD_PUBLIC_KEY: emulator.publicKey,
    SENDCLOUD_SECRET_KEY: emulator.secretKey,
  };
  const client = await createClients(
    findConfiguration(() => undefined, environment),
    { clock },
  )(undefined);
  const overtaken: number[] = [];
  let done = 0;
  try {
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        await client.patch(index + 1, { shopName: "New" });
        overtaken.push(Math.abs(done++ - index));
      }),
    );
    const minutes = clock.now() / minute;
    // The first window's requests come at once, so the last one need not be waited for.
    const allowed = Math.ceil(minutes) * limit;
    return `${count.toLocaleString("en")} writes at a limit of ${limit} a minute: ${shown(minutes)} minutes, ${Math.round((100 * count) / allowed)} % of what the limit allows; ${refused} answers were 429, ${shown(refused / minutes)} a minute with 8 calls at a time. A write finishes ${median(overtaken)} places from its turn (median), and ${Math.max(...overtaken)} at most.`;
  } finally {
    await client.close();
    await emulator.close();
  }
}
