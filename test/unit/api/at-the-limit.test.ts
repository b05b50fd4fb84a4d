/** Hundreds of calls at an account's request limit, against an emulator that counts requests a minute; minutes pass as soon as everybody waits for them. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import { createClient } from "../../../provider/src/api/client";
import { from } from "./server";

const limit = 20;
const minute = 60_000;
const count = 200;
const maxConcurrency = 8;

describe("hundreds of calls at a request limit", () => {
  let emulator: Emulator;
  const refusedIn = new Map<number, number>();
  const finished: number[] = [];
  let now = 0;

  before(async () => {
    emulator = await startEmulator({
      seed: Array.from({ length: count }, (_, index) => ({ id: index + 1 })),
    });
    const seenIn = new Map<number, number>();
    emulator.intercept((_request, response) => {
      const window = Math.floor(now / minute);
      const seen = (seenIn.get(window) ?? 0) + 1;
      seenIn.set(window, seen);
      if (seen <= limit) return false;
      refusedIn.set(window, (refusedIn.get(window) ?? 0) + 1);
      response
        .writeHead(429, { "retry-after": String(Math.ceil(((window + 1) * minute - now) / 1000)) })
        .end();
      return true;
    });
    // Time passes only while all calls that are under way wait for it.
    let waiting: { until: number; wake: () => void }[] = [];
    const pass = (): void => {
      if (
        waiting.length === 0 ||
        waiting.length < Math.min(maxConcurrency, count - finished.length)
      )
        return;
      now = Math.max(now, Math.min(...waiting.map(({ until }) => until)));
      const due = waiting.filter(({ until }) => until <= now);
      waiting = waiting.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
    };
    const clock = {
      now: () => now,
      sleep: (milliseconds: number) =>
        new Promise<void>((wake) => {
          waiting.push({ until: now + milliseconds, wake });
          pass();
        }),
    };
    const { url: baseUrl, publicKey, secretKey } = emulator;
    const client = createClient(
      {
        baseUrl,
        credentials: { kind: "keys", publicKey, secretKey },
        from,
      },
      { clock },
    );
    try {
      await Promise.all(
        Array.from({ length: count }, async (_, index) => {
          await client.patch(index + 1, { shopName: "New" });
          finished.push(index);
          pass();
        }),
      );
    } finally {
      await client.close();
    }
  });
  after(() => emulator.close());

  it("all succeed, in hardly more minutes than the limit takes", () => {
    for (let id = 1; id <= count; id++) assert.equal(emulator.integration(id)?.shop_name, "New");
    const minutes = now / minute;
    assert.ok(minutes <= count / limit + 1, `${minutes} minutes`);
  });

  it("meet the limit at most once each of those that run at a time, and not again until it is over", () => {
    assert.ok(refusedIn.size > 0);
    for (const [window, refused] of refusedIn)
      assert.ok(refused <= maxConcurrency, `${refused} refusals in minute ${window}`);
  });

  it("have their turn: none waits for more than those that run beside it", () => {
    const overtaken = finished.map((index, place) => Math.abs(index - place));
    assert.ok(Math.max(...overtaken) < 2 * maxConcurrency, `${Math.max(...overtaken)} places`);
  });
});
