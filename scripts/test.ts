/** `npm test`: the tests, and beside them lint and types, whose output follows if they fail. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Runs a command; with `quiet`, prints only what a failure says, at the end. */
function run(
  command: string,
  args: readonly string[],
  { quiet = false } = {},
): Promise<() => boolean> {
  const child = spawn(command, args, {
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (status) =>
      resolve(() => {
        if (status !== 0)
          console.error(`${output}${command} ${args.join(" ")} ended with status ${status}`);
        return status === 0;
      }),
    );
  });
}

/** The files that take longest start first: whichever ended alone would leave a core idle. */
const longest = [
  "package/examples",
  "provider/fault-matrix",
  "package/matrix",
  "package/documents",
  "engine/promote",
  "engine/secrets",
  "engine/kills",
  "engine/model",
  "engine/life",
  "engine/plans",
  "engine/ignore-changes",
].map((name) => join("test", `${name}.test.ts`));

/** All test files, in the order in which they start. */
function files(): string[] {
  const found = readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join("test", file))
    .sort();
  const missing = longest.filter((file) => !found.includes(file));
  if (missing.length > 0) throw new Error(`there is no ${missing.join(", ")}`);
  return [...longest, ...found.filter((file) => !longest.includes(file))];
}

async function main(): Promise<void> {
  const ended = await Promise.all([
    run("npx", ["--no-install", "mocha", ...files(), ...process.argv.slice(2)]),
    run("npm", ["run", "lint"], { quiet: true }),
    run("npm", ["run", "types"], { quiet: true }),
  ]);
  const passed = ended.map((report) => report());
  process.exitCode = passed.every(Boolean) ? 0 : 1;
}

void main();
