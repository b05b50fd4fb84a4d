/** `npm run bench`: measures, prints, and keeps what docs/performance.md shows. `-- engine`, `-- memory` or `-- beside 20` runs a part. */
import { keepFigure } from "../scripts/figures";
import { compare, daily, whole } from "./compare";
import { dynamic, floor, plugin } from "./engine";
import { memory } from "./memory";
import { script } from "./script";
import { curl, restProvider } from "./tofu";

const floors = { phases: whole, contenders: [floor, dynamic, plugin] };
const others = {
  phases: daily,
  contenders: [dynamic, plugin, curl, restProvider, script],
  latency: 50,
};

const parts: Record<string, () => Promise<string>> = {
  "engine 1": () => compare({ count: 1, times: 5, ...floors }),
  "engine 100": () => compare({ count: 100, times: 3, ...floors }),
  "engine 500": () => compare({ count: 500, times: 1, ...floors }),
  "beside 1": () => compare({ count: 1, times: 3, ...others }),
  "beside 20": () => compare({ count: 20, times: 3, ...others }),
  "beside 100": () => compare({ count: 100, times: 1, ...others }),
  memory,
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
