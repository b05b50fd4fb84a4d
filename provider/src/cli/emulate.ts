/** `pulumi-sendcloud emulate`: an emulator of Sendcloud in a terminal, until it is interrupted. */
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import {
  type Emulator,
  type RecordedRequest,
  type Seed,
  startEmulator,
} from "../emulator/emulator";
import type { Limits } from "../emulator/behaviours";
import { complete } from "../emulator/shop";
import { cut, redact } from "../format";

interface Options {
  port: number;
  seed?: string;
  quiet?: boolean;
  limits?: true | Limits;
}

/** The first shop is the one that the README's first program names. */
const shops: readonly Seed[] = [
  { id: 1, shop_name: "Flowers", shop_url: "https://flowers.example", type: "shopify" },
  { id: 2, shop_name: "Books", shop_url: "https://books.example", type: "woocommerce" },
  { id: 3, shop_name: "Toys", shop_url: "https://toys.example", type: "api" },
];

export const emulate = new Command("emulate")
  .summary("run a local emulator of Sendcloud to try programs on")
  .description(
    "Run an emulator of the Sendcloud integrations API on this machine, to try programs on. It keeps changes in memory until it stops, prints a line for each request, and shows the shops in a browser at the same address.",
  )
  .option("--port <number>", "listen on this port of 127.0.0.1; 0 is any free port", port, 0)
  .option(
    "--seed <file>",
    'start with a JSON list of integrations: [{ "id": 1, "shop_name": "Flowers" }]',
  )
  .option("--quiet", "do not print a line for each request")
  .option(
    "--limits [reads,writes,burst]",
    "limit reads a minute, writes a minute, writes a second (Sendcloud's own: 1000,100,15)",
    limits,
  )
  .action(async ({ port, seed, quiet, limits }: Options) => {
    const emulator = await startEmulator({
      port,
      seed: seed === undefined ? shops : read(seed),
      limits: limits === true ? "documented" : (limits ?? "off"),
      ...(quiet !== true && { onRequest: (request) => console.log(requestLine(request)) }),
    }).catch((cause: unknown) => {
      const isUsed = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      if (!isUsed) throw cause;
      throw new Error(`port ${port} is in use: choose another with --port`, { cause });
    });
    console.log(instructions(emulator));
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
      process.stdout.once("error", resolve);
    });
    await emulator.close();
  });

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new InvalidArgumentError("It must be a number from 0 to 65535.");
}

function limits(text: string): Limits {
  if (!/^\d{1,9},\d{1,9},\d{1,9}$/.test(text))
    throw new InvalidArgumentError("It must be three numbers with commas between: 1000,100,15.");
  const [reads = 0, writes = 0, burst = 0] = text.split(",").map(Number);
  return { readsPerMinute: reads, writesPerMinute: writes, writesPerSecond: burst };
}

function read(file: string): Seed[] {
  try {
    return complete(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot use the seed file ${file}: ${reason}`, { cause: error });
  }
}

/** Such as `PATCH /integrations/7 204 shop_name, webhook_url`. Values are not shown: a URL may hold a token. */
export function requestLine({ method, path, status, body }: RecordedRequest): string {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  const names = isObject ? Object.keys(body).join(", ") : "";
  const line = `${method} ${path} ${status ?? "(no answer)"} ${names}`;
  return redact(cut(line.trim(), 200), []);
}

function instructions({ url, panelUrl, publicKey, secretKey }: Emulator): string {
  return [
    `The emulator listens on ${url}. To use it, type in another terminal:`,
    `  export SENDCLOUD_BASE_URL=${url} SENDCLOUD_PUBLIC_KEY=${publicKey} SENDCLOUD_SECRET_KEY=${secretKey}`,
    "  pulumi up",
    `In a browser, ${panelUrl} shows the shops and each request, and lets you change shops.`,
    "Ctrl-C stops the emulator; all changes are lost then.",
  ].join("\n");
}
