/** Plugin: starts it. The engine runs the launcher with its own address, and reads the plugin's port from the first line. */
import { exitWithEngine } from "../watchdog";
import { createEngineLog } from "./engine-log";
import { serve } from "./server";

const log = createEngineLog();
log.connect(process.argv.slice(2).find((arg) => /^[^-].*:\d+$/.test(arg)));
exitWithEngine();
serve(log).then(
  (port) => void process.stdout.write(`${port}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
