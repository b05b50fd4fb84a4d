/** Plugin: starts it. The engine runs it with its own address, and reads the plugin's port from the first line. */
import { engineAmong, watchEngine } from "../engine-watch";
import type { ProviderOptions } from "./configured";
import { createEngineLog } from "./engine-log";
import { serve } from "./server";

export async function start(options: ProviderOptions = {}): Promise<void> {
  const log = createEngineLog();
  log.connect(process.argv.slice(2).find((arg) => /^[^-].*:\d+$/.test(arg)));
  watchEngine(engineAmong(process.argv.slice(2)), () => process.exit());
  process.stdout.write(`${await serve(log, options)}\n`);
}
