/** `pulumi-sendcloud emulate`: an emulator in a terminal, until it is interrupted. */
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import * as z from "zod";
import { complete } from "../emulator/seed";
import { type Emulator, type Seed, startEmulator } from "../emulator/emulator";

const defaultSeed: Seed[] = [
  { id: 1, shop_name: "Flower shop", shop_url: "https://flowers.example", type: "shopify" },
  { id: 2, shop_name: "Book shop", shop_url: "https://books.example", type: "woocommerce" },
  { id: 3, shop_name: "Toy shop", shop_url: "https://toys.example", type: "api" },
];

export const emulate = new Command("emulate")
  .description("Run a local Sendcloud integrations API with a memory, on loopback only, to try programs on")
  .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", portNumber, 0)
  .option(
    "--seed <file>",
    "JSON file with the integrations to start with: a list of objects as the API spells them, of which only id is required",
  )
  .addHelpText("after", '\nExample of a seed file:\n  [{ "id": 1, "shop_name": "Flower shop", "webhook_url": null }]\n')
  .action(async ({ port, seed }: { port: number; seed?: string }) => {
    const emulator = await startEmulator({ port, seed: seed === undefined ? defaultSeed : readSeed(seed) });
    console.log(instructions(emulator));
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await emulator.close();
  });

function portNumber(text: string): number {
  const { data } = z.coerce.number().int().min(0).max(65535).safeParse(text);
  if (data === undefined) throw new InvalidArgumentError("It must be a number from 0 to 65535.");
  return data;
}

function readSeed(file: string): Seed[] {
  try {
    return complete(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`cannot use the seed file ${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function instructions({ url, publicKey, secretKey }: Emulator): string {
  return [
    `The emulator listens on ${url}. In another terminal:`,
    `  export SENDCLOUD_BASE_URL=${url} SENDCLOUD_PUBLIC_KEY=${publicKey} SENDCLOUD_SECRET_KEY=${secretKey}`,
    "  pulumi up",
    "Ctrl-C stops it, and forgets every change.",
  ].join("\n");
}
