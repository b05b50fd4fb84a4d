/** The parts of the documents that are made from something else. `npm run docs` writes them, and a test holds them to their sources. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { wrongs } from "../test/support/wrongs";
import { figures } from "./figures";
import { installation } from "./installation";
import { pages } from "./pages";
import { inputs } from "./reference";
import { situations } from "./situations";

const root = join(__dirname, "..");

/** Each document, with the names of its parts and what makes them. */
const parts: Record<string, Record<string, () => string>> = {
  "docs/inputs.md": { "inputs: from provider/src/settings/types.ts": inputs },
  "docs/languages.md": {
    "yaml: from examples/yaml": () => example("yaml", { "Pulumi.yaml": "yaml" }),
    "python: from examples/python": () =>
      example("python", {
        "Pulumi.yaml": "yaml",
        "requirements.txt": "text",
        "__main__.py": "python",
      }),
    "go: from examples/go": () =>
      example("go", { "Pulumi.yaml": "yaml", "go.mod": "text", "main.go": "go" }),
  },
  "docs/behaviour.md": { "situations: from the when and then of the tests": situations },
  "docs/reliability.md": {
    "figures: from the last npm run soak and npm run matrix": measured,
    "faults: from test/support/wrongs.ts": faults,
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
  const shouldBe = Object.entries(parts[path] ?? {}).reduce(
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
  const ignored = content.startsWith("|") ? "<!-- prettier-ignore -->" : "";
  return `${before}${begin}\n${ignored}\n${content}\n\n${end}${after}`;
}

/** The files of an example, as they stand in a project that has `node_modules` beside them. */
function example(name: string, files: Record<string, string>): string {
  return Object.entries(files)
    .map(([file, language]) => {
      const text = readFileSync(join(root, "examples", name, file), "utf8");
      const code = text.trimEnd().replace("../../node_modules", "node_modules");
      return `\`\`\`${language}\n${code}\n\`\`\``;
    })
    .join("\n\n");
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

/** The faults, those with one outcome in one row. */
function faults(): string {
  const times = { 1: "once", 5: "5 times", limit: "until the deadline" };
  const rows = new Map<string, string[]>();
  for (const { name, happens, sent, read, write } of wrongs) {
    const outcome = `${happens === "refused" ? "never" : times[sent]} | ${read} | ${write}`;
    rows.set(outcome, [...(rows.get(outcome) ?? []), name]);
  }
  return [
    "| a request meets | it is sent | a command whose read meets it | a command whose write meets it |",
    "| --- | --- | --- | --- |",
    ...[...rows].map(([outcome, names]) => `| ${names.join("; ")} | ${outcome} |`),
  ].join("\n");
}

if (require.main === module)
  for (const path of paths) writeFileSync(join(root, path), document(path).shouldBe);
