/** The parts of the documents that are made from something else. `npm run docs` writes them, and a test holds them to their sources. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { wrongs } from "../test/support/wrongs";
import { figures } from "./figures";
import { installation } from "./installation";
import { licences } from "./licences";
import { contents, pages } from "./pages";
import { inputs, inputsInShort } from "./reference";
import { optionSituations, situations } from "./situations";

const root = join(__dirname, "..");

/** Each document, with the names of its parts and what makes them. */
const parts: Record<string, Record<string, () => string>> = {
  "README.md": { "inputs: from provider/src/settings/types.ts": inputsInShort },
  "docs/inputs.md": { "inputs: from provider/src/settings/types.ts": inputs },
  "docs/behaviour.md": { "situations: from the stories of the tests": situations },
  "docs/options.md": { "situations: from the stories of the tests": optionSituations },
  "docs/promotion.md": { "promotion: from the last npm run pictures": promotion },
  "docs/reliability.md": {
    "figures: from the last npm run soak and npm run matrix": measured,
    "faults: from test/support/wrongs.ts": faults,
    "licences: from package-lock.json": () => licences(root),
  },
  "docs/performance.md": {
    ...benchmarks("docs/performance.md"),
    "installation: from package-lock.json and node_modules": () => installation(root),
  },
};

/** The parts of `npm run bench` that a document shows. */
function benchmarks(path: string): Record<string, () => string> {
  const named = readFileSync(join(root, path), "utf8").matchAll(
    /^<!-- ((.+): from the last npm run bench) -->$/gm,
  );
  return Object.fromEntries(
    [...named].map(([, part = "", name = ""]) => [
      part,
      () => figures()[`bench ${name}`]?.text ?? "Not measured yet.",
    ]),
  );
}

/** The paths of the documents. */
export const paths = ["README.md", ...pages(root)];

/** A document as it is, and as it should be. */
export function document(path: string): { is: string; shouldBe: string } {
  const is = readFileSync(join(root, path), "utf8");
  const own = parts[path] ?? {};
  const all =
    path === "README.md" ? own : { "contents: from the headings": () => contents(is), ...own };
  const shouldBe = Object.entries(all).reduce(
    (text, [part, make]) => filled(text, path, part, make()),
    is,
  );
  return { is, shouldBe };
}

function filled(text: string, path: string, part: string, content: string): string {
  const begin = `<!-- ${part} -->`;
  const end = `<!-- /${part.split(":")[0]} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${path} must hold ${begin} and ${end}`);
  return `${before}${begin}\n\n<!-- prettier-ignore -->\n${content}\n\n${end}${after}`;
}

/** What a promotion printed when it was last recorded. */
function promotion(): string {
  const file = join(root, "docs/promotion.txt");
  return existsSync(file)
    ? `\`\`\`text\n${readFileSync(file, "utf8").trimEnd()}\n\`\`\``
    : "Not recorded yet.";
}

function measured(): string {
  const reliability = Object.entries(figures()).filter(([name]) => !name.startsWith("bench "));
  const rows = reliability.map(
    ([name, { text, date }]) => `| ${name} | ${withSeparators(text)} | ${date} |`,
  );
  return ["| what | figure | measured |", "| --- | --- | --- |", ...rows.sort()].join("\n");
}

/** A text whose long numbers have separators of thousands. */
function withSeparators(text: string): string {
  return text.replace(/(?<![\d.,])\d{4,}(?![\d.,]*\d)/g, (number) =>
    Number(number).toLocaleString("en"),
  );
}

function faults(): string {
  const times = { 1: "once", 5: "5 times", limit: "until the deadline" };
  const rows = wrongs.map(({ name, happens, sent, read, write }) => {
    const often = happens === "refused" ? "never" : times[sent];
    return `| ${name} | ${often} | ${read} | ${write} |`;
  });
  return [
    "| a request meets | it is sent | a command whose read meets it | a command whose write meets it |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

if (require.main === module)
  for (const path of paths) writeFileSync(join(root, path), document(path).shouldBe);
