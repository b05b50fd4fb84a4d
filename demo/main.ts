/** `npm run demo`: the life of two shops' settings under the real Pulumi engine, against the emulator. Offline, no account, no login. `npm run demo -- yaml` tells it of a program in YAML, over the plugin. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { acquireEngine } from "../engine/acquire";
import { createProject, reaching } from "../engine/project";
import { programs } from "./programs";
import { story } from "./story";

const root = join(__dirname, "..");
const flowers = { id: 1, shop_name: "Flowers (old name)" };
const books = { id: 2, shop_name: "Book shop", feedback_type: "eager" };
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupted.abort());

async function main(): Promise<void> {
  const language = process.argv[2] ?? "typescript";
  if (language !== "typescript" && language !== "yaml")
    throw new Error(
      `there is no demo in ${language}: run npm run demo -- typescript, or npm run demo -- yaml`,
    );
  const engine = await acquireEngine((line) => console.log(line), { signal: interrupted.signal });
  const emulator = await startEmulator({
    seed: [
      { ...flowers, type: "shopify", shop_url: "https://flowers.example" },
      { ...books, type: "woocommerce", shop_url: "https://books.example" },
    ],
  });
  // Pulumi's host for Node.js leaves a folder among the temporary files after each command.
  const temporary = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-"));
  console.log(`While this runs, a browser shows the shops and each request: ${emulator.panelUrl}`);
  try {
    const project = await createProject({
      engine,
      ...(await programs[language](engine)),
      nodeModules: join(root, "node_modules"),
      environment: { ...reaching(emulator), TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    interrupted.signal.addEventListener("abort", () => project.interrupt());
    try {
      await story({
        project,
        emulator,
        version: engine.version,
        secret: language === "yaml",
        signal: interrupted.signal,
      });
    } finally {
      await project.close();
    }
  } finally {
    await emulator.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  if (interrupted.signal.aborted) {
    console.error("\nInterrupted: everything temporary is removed.");
    process.exitCode = 130;
  } else {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
});
