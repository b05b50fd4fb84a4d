/** What the documents tell people to type exists: our commands with their options, npm's scripts, and the files of tests. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emulate } from "../../provider/src/cli/emulate";
import { importCommand } from "../../provider/src/cli/import/import-command";
import { promote } from "../../provider/src/cli/promote/promote";
import { review } from "../../provider/src/cli/review/review";
import manifest from "../../package.json";
import { pages } from "../../scripts/pages";

const root = join(__dirname, "../..");
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "llms.txt",
  "examples/README.md",
  "provider/README.md",
];
const commands = new Map(
  [emulate, importCommand, promote, review].map((command) => [command.name(), command]),
);

/** What a document shows as code, a line each. Of the changelog only what is to come: earlier versions had other commands. */
function code(path: string): string[] {
  const whole = readFileSync(join(root, path), "utf8");
  const text = path === "CHANGELOG.md" ? whole.split(/^## (?=\d)/m, 1).join() : whole;
  return [...text.matchAll(/^ *```sh\n([^]*?)^ *```|`([^`\n]+)`/gm)].flatMap(([, block, inline]) =>
    (block ?? inline ?? "").split("\n"),
  );
}

/** What is wrong with a line. */
function wrongs(line: string): string[] {
  const [, script] = /npm run ([\w:-]+)/.exec(line) ?? [];
  const unknown =
    script === undefined || Object.hasOwn(manifest.scripts, script) ? [] : [`no script ${script}`];
  const [, name, rest = ""] =
    /npx --no-install pulumi-sendcloud ([a-z]+)([^|&;>]*)/.exec(line) ?? [];
  const specs = [...line.matchAll(/--spec '?([\w/]+)/g)].flatMap(([, path = ""]) =>
    isThere(path) ? [] : [`no tests at ${path}`],
  );
  if (name === undefined) return [...unknown, ...specs];
  const command = commands.get(name);
  if (command === undefined) return [`no command ${name}`];
  const known = ["--help", ...command.options.map(({ long }) => long)];
  return [...rest.matchAll(/--[a-z-]+/g)].flatMap(([option]) =>
    known.includes(option) ? [] : [`${name} has no option ${option}`],
  );
}

/** Whether a path, as far as it has no wildcard, is a folder or a file of tests. */
function isThere(path: string): boolean {
  return existsSync(join(root, path)) || existsSync(join(root, `${path}.test.ts`));
}

describe("what the documents say to type", () => {
  for (const path of [...documents, ...pages(root)]) {
    it(`exists: ${path}`, () => assert.deepEqual(code(path).flatMap(wrongs), []));
  }
});
