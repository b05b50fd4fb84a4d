/** `npm run bench`: measures, prints, and keeps what docs/performance.md shows. `-- checks`, `-- limit`, `-- memory` or `-- engine 100` runs a part. */
import { keepFigure } from "../scripts/figures";
import { bare } from "./bare";
import { checks } from "./checks";
import { compare } from "./compare";
import { floor, plugin, single, unchecked } from "./engine";
import { languages } from "./languages";
import { atTheLimit } from "./limit";
import { memory } from "./memory";
import { pluginStart } from "./plugin-start";
import { tofu } from "./tofu";

const parts: Record<string, () => Promise<string>> = {
  checks,
  limit: atTheLimit,
  memory,
  bare,
  languages,
  "plugin start": pluginStart,
  "engine 1": () => compare(1, 7, [floor, single, plugin]),
  "engine 100": () => compare(100, 3, [floor, single, plugin]),
  "engine 500": () => compare(500, 1, [floor, single, plugin]),
  checkpoints: () => compare(500, 1, [single, unchecked]),
  "many 100": () => compare(100, 3, [single, tofu]),
};

async function main(only: string): Promise<void> {
  for (const [name, measure] of Object.entries(parts)) {
    if (only !== "" && name !== only && !name.startsWith(`${only} `)) continue;
    const found = await measure();
    console.log(`\n${name}\n\n${found}`);
    keepFigure(`bench ${name}`, found);
  }
}

void main(process.argv.slice(2).join(" "));
