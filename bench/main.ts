/** `npm run bench`: measures, prints, and keeps what docs/performance.md shows. `-- checks`, `-- limit`, `-- memory` or `-- engine 100` runs a part. */
import { keepFigure } from "../scripts/figures";
import { bare } from "./bare";
import { checks } from "./checks";
import { compare } from "./engine";
import { languages } from "./languages";
import { atTheLimit } from "./limit";
import { memory } from "./memory";

const parts: Record<string, () => Promise<string>> = {
  checks,
  limit: atTheLimit,
  memory,
  bare,
  languages,
  "engine 1": () => compare(1, 5, ["empty dynamic provider", "pulumi-sendcloud"]),
  "engine 100": () => compare(100, 3, ["empty dynamic provider", "pulumi-sendcloud", "as a set"]),
  "engine 500": () => compare(500, 1, ["empty dynamic provider", "pulumi-sendcloud", "as a set"]),
  "engine 1000": () => compare(1000, 3, ["as a set"]),
};

async function main(only: string): Promise<void> {
  for (const [name, measure] of Object.entries(parts)) {
    if (!name.startsWith(only)) continue;
    const found = await measure();
    console.log(`\n${name}\n\n${found}`);
    keepFigure(`bench ${name}`, found);
  }
}

void main(process.argv.slice(2).join(" "));
