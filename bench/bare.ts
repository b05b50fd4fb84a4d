/** The network part alone: our client beside a script on bare undici, the same writes to the same emulator, in turns. */
import { startEmulator } from "pulumi-sendcloud/emulator";
import { createClients } from "../provider/src/api/client";
import { findConfiguration } from "../provider/src/config/sources";
import { shops } from "./shops";
import { median, seconds, shown, table } from "./stopwatch";

const count = 500;
const times = 5;

export async function bare(): Promise<string> {
  // The package has undici to itself, in a folder of its own.
  const { Pool } = await import("../provider/node_modules/undici/index.js");
  const emulator = await startEmulator({ seed: shops(count) });
  const { url: baseUrl, publicKey, secretKey } = emulator;
  const environment = {
    SENDCLOUD_BASE_URL: baseUrl,
    SENDCLOUD_PUBLIC_KEY: publicKey,
    SENDCLOUD_SECRET_KEY: secretKey,
  };
  const client = await createClients(
    findConfiguration(() => undefined, environment),
    {},
  )(undefined);
  const pool = new Pool(new URL(baseUrl).origin, { connections: 8 });
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString("base64")}`;
  const ids = shops(count).map(({ id }) => id);
  const scripted = async (id: number): Promise<void> => {
    const body = JSON.stringify({ shop_name: "New" });
    const headers = { authorization, "content-type": "application/json" };
    await (
      await pool.request({ method: "PATCH", path: `/api/v3/integrations/${id}`, headers, body })
    ).body.text();
  };
  const ours = (id: number): Promise<unknown> => client.patch(id, { shopName: "New" });
  const taken: Record<string, number[]> = {};
  try {
    for (let time = 0; time < times; time++) {
      for (const [name, send] of Object.entries({ "bare undici": scripted, "our client": ours })) {
        const inTurn = await seconds(async () => {
          for (const id of ids) await send(id);
        });
        const atOnce = await seconds(() => Promise.all(ids.map(send)));
        (taken[`${name}, one after the other`] ??= []).push(inTurn);
        (taken[`${name}, all at once`] ??= []).push(atOnce);
      }
    }
    return table(
      [`${count} writes`, "median"],
      Object.entries(taken).map(([name, each]) => [name, `${shown(median(each))} s`]),
    );
  } finally {
    await client.close();
    await pool.close();
    await emulator.close();
  }
}
