/** What the arguments of `emulate` mean to the emulator. */
import { readFileSync } from "node:fs";
import type { EmulatorOptions } from "../../emulator/emulator";
import type { Limits } from "../../emulator/limits";
import type { LinkStyle } from "../../emulator/pages";
import { complete, type Seed } from "../../emulator/seed";

/** The arguments, as they are parsed. Those that are not here are options of the emulator under the same name. */
export interface EmulateFlags extends Omit<
  EmulatorOptions,
  "seed" | "pages" | "limits" | "stale" | "intercept" | "onRequest"
> {
  quiet?: boolean;
  seed?: string;
  pageLinks?: LinkStyle;
  limits?: true | Limits;
  retryAfter?: string;
  stale?: number;
  staleFor?: number;
}

const defaultSeed: readonly Seed[] = [
  { id: 1, shop_name: "Flower shop", shop_url: "https://flowers.example", type: "shopify" },
  { id: 2, shop_name: "Book shop", shop_url: "https://books.example", type: "woocommerce" },
  { id: 3, shop_name: "Toy shop", shop_url: "https://toys.example", type: "api" },
];

/** The options to start the emulator with. Throws an `Error` that says what is wrong with the seed file. */
export function emulatorOptions({
  seed,
  quiet: _,
  pageLinks,
  limits,
  retryAfter,
  stale,
  staleFor,
  ...same
}: EmulateFlags): EmulatorOptions {
  const ofLimits = {
    ...(limits !== true && limits),
    ...(retryAfter !== undefined && { retryAfter }),
  };
  return {
    ...same,
    seed: seed === undefined ? defaultSeed : readSeed(seed),
    ...(pageLinks !== undefined && { pages: { links: pageLinks } }),
    limits: limits === undefined && retryAfter === undefined ? "off" : ofLimits,
    stale: {
      ...(stale !== undefined && { reads: stale }),
      ...(staleFor !== undefined && { milliseconds: staleFor }),
    },
  };
}

function readSeed(file: string): Seed[] {
  try {
    return complete(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(
      `cannot use the seed file ${file}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
