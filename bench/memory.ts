/** What the provider process holds after so many adoptions, sixteen at a time as the engine asks. */
import { join } from "node:path";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { ProviderProcess } from "../test/support/provider-process";
import { shown, table } from "./stopwatch";

const counts = [100, 5_000];

export async function memory(): Promise<string> {
  const rows: string[][] = [];
  for (const count of counts) {
    const seed = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
    const emulator = await startEmulator({ seed });
    const { url, publicKey, secretKey } = emulator;
    const keys = {
      "sendcloud:baseUrl": url,
      "sendcloud:publicKey": publicKey,
      "sendcloud:secretKey": secretKey,
    };
    const provider = await ProviderProcess.start(join(__dirname, ".."), keys);
    try {
      const before = provider.memory();
      let next = 1;
      const adopting = async (): Promise<void> => {
        while (next <= count) await provider.create({ integrationId: next++, shopName: "New" });
      };
      await Promise.all(Array.from({ length: 16 }, adopting));
      const megabytes = (bytes: number): string => `${shown(bytes / 1e6)} MB`;
      rows.push([count.toLocaleString("en"), megabytes(before), megabytes(provider.memory())]);
    } finally {
      await provider.stop();
      await emulator.close();
    }
  }
  return table(["adoptions", "before the first", "after the last"], rows);
}
