/** What the provider process holds after so many adoptions, sixteen at a time as the engine asks. */
import { execFileSync } from "node:child_process";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { DynamicProcess } from "../test/support/edges";
import { shops } from "./shops";
import { shown, table } from "./stopwatch";

/** The last, to see whether what the one before holds is garbage. */
const counts = [100, 1_000, 5_000, 20_000];

export async function memory(): Promise<string> {
  const rows: string[][] = [];
  for (const count of counts) {
    const emulator = await startEmulator({ seed: shops(count) });
    const { url: baseUrl, publicKey, secretKey } = emulator;
    const provider = await DynamicProcess.start();
    try {
      await provider.configure({ baseUrl, publicKey, secretKey });
      const shop = provider.resource();
      const before = held(provider);
      let next = 1;
      const adopting = async (): Promise<void> => {
        while (next <= count) await shop.create({ integrationId: next++, shopName: "New" });
      };
      await Promise.all(Array.from({ length: 16 }, adopting));
      const megabytes = (bytes: number): string => `${shown(bytes / 1e6)} MB`;
      rows.push([count.toLocaleString("en"), megabytes(before), megabytes(held(provider))]);
    } finally {
      await provider.stop();
      await emulator.close();
    }
  }
  return table(["adoptions", "before the first", "after the last"], rows);
}

/** Memory that the process holds, in bytes. */
function held({ child }: DynamicProcess): number {
  return (
    1024 * Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" }))
  );
}
