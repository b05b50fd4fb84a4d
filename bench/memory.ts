/** What the provider process holds after so many adoptions, sixteen at a time as the engine asks. */
import { execFileSync } from "node:child_process";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { DynamicProcess } from "../test/support/edges";
import { shown, table } from "./stopwatch";

const counts = [100, 5_000];

export async function memory(): Promise<string> {
  const rows: string[][] = [];
  for (const count of counts) {
    const seed = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
    const emulator = await startEmulator({ seed });
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
