/** The limit: a script on bare undici that sends every shop at the pace that Sendcloud allows, and remembers nothing. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Contender } from "./compare";

/** A little below the 15 that Sendcloud allows, since timers are not exact. */
const writesPerSecond = 12;

export const script: Contender = {
  name: "script on undici",
  lacks: "preview",
  async enter({ url, publicKey, secretKey }) {
    const { Pool } = await import("undici");
    const { origin, pathname } = new URL(url);
    const pool = new Pool(origin, { connections: 8 });
    const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString("base64")}`;
    const headers = { authorization, "content-type": "application/json" };
    let names: readonly string[] = [];
    async function send(id: number, method: "GET" | "PATCH", settings?: object): Promise<void> {
      const path = `${pathname}/integrations/${id}`;
      const body = settings === undefined ? null : JSON.stringify(settings);
      const answer = await pool.request({ method, path, headers, body });
      if (answer.statusCode > 204) throw new Error(`${method} ${path}: ${answer.statusCode}`);
      await answer.body.text();
    }
    return {
      declare: (declared) => void (names = declared),
      async run(command) {
        if (command === "refresh")
          await Promise.all(names.map((_, index) => send(index + 1, "GET")));
        if (command !== "up") return;
        const sent = names.map(async (shop_name, index) => {
          await sleep((index * 1000) / writesPerSecond);
          const webhook_url = `https://hooks.example/${index + 1}`;
          await send(index + 1, "PATCH", { shop_name, webhook_active: true, webhook_url });
        });
        await Promise.all(sent);
      },
      stateSize: () => Promise.resolve(undefined),
      leave: () => pool.close(),
    };
  },
};
