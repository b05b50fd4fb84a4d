/** `pulumi-sendcloud promote`: copies configuration from one stack to another by Pulumi's commands. */
import { execFile, spawn, type StdioOptions } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join, relative } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { Command } from "commander";
import * as z from "../../zod-parts";
import { SendcloudError } from "../../errors";
import { visible } from "../../format";
import { parsedJson } from "../../values";
import { causeOf } from "../pulumi-cause";
import { projectFile, requireStack } from "../workspace";
import { compared, type Configuration, configuration, row } from "./comparison";

interface Options {
  from: string;
  to: string;
  key: string[];
  yes?: boolean;
  dryRun?: boolean;
}

export const promote = new Command("promote")
  .summary("promote the settings of one stack to another")
  .description(
    "Copy configuration from one stack of this project to another. The command shows what changes, and runs `pulumi up` on the target stack with a copy of its configuration file: that previews and asks. Then it writes the file, and looks for drift with `pulumi refresh`. What belongs to one environment is never copied or replaced: integration numbers, accounts, secrets, and URLs of that environment's hosts.",
  )
  .requiredOption("--from <stack>", "copy from this stack")
  .requiredOption("--to <stack>", "copy to this stack")
  .option("--key <name...>", "copy these configuration keys", ["shops"])
  .option("--yes", "apply the changes without asking")
  .option("--dry-run", "only show the changes and the preview; change nothing")
  .action(async ({ from, to, key, yes = false, dryRun = false }: Options) => {
    if (!yes && !dryRun && !(process.stdin.isTTY && process.stdout.isTTY))
      throw new SendcloudError("there is no terminal to ask on: pass --yes or --dry-run");
    const { name, file } = await projectOf(to);
    const keys = [...new Set(key.map((one) => (one.includes(":") ? one : `${name}:${one}`)))];
    const [source, target] = await Promise.all([configurationOf(from), configurationOf(to)]);
    const { changes, problems } = compared({ from, to, source, target }, keys);
    if (problems.length > 0)
      throw new SendcloudError(`nothing was promoted:\n  ${problems.join("\n  ")}`);
    if (changes.length === 0) return console.log(`nothing to promote: ${to} has what ${from} has`);
    console.log(`${await table(["setting", to, `from ${from}`], ...changes.map(row))}\n`);
    const changed = new Set(changes.map(({ path }) => path[0]));
    const promoted = Object.fromEntries(Object.entries(source).filter(([one]) => changed.has(one)));
    const setAll = ["config", "set-all", "--stack", to, "--json", JSON.stringify(promoted)];
    await withCopy(file, async (copy, signal) => {
      const withConfig = ["--stack", to, "--config-file", copy];
      const shortFile = relative(process.cwd(), file);
      await printed([...setAll, "--config-file", copy], "nothing was promoted", signal);
      if (!isDeepStrictEqual(await configurationOf(to, copy), { ...target, ...promoted }))
        throw new SendcloudError(
          `nothing was promoted: Pulumi reads the changed file in another way: edit ${shortFile} by hand`,
        );
      if (dryRun) {
        if ((await exitOf(["preview", ...withConfig], signal)) !== 0)
          throw new SendcloudError(`nothing was promoted: the preview of ${to} failed: see above`);
        return console.log("\ndry run: nothing was changed");
      }
      if ((await exitOf(["up", ...withConfig, ...(yes ? ["--yes"] : [])], signal)) !== 0)
        throw new SendcloudError(
          `${shortFile} is as it was: \`pulumi up\` did not succeed, see above. What it has changed, the next \`pulumi up\` of ${to} undoes`,
        );
      await printed(setAll, `${to} is up, but ${shortFile} is as it was: run this again`);
      const refresh = ["refresh", "--stack", to, "--yes", "--skip-preview", "--expect-no-changes"];
      const status = await exitOf(refresh, signal);
      // From 3.226.1 on, Pulumi ends with 7 where it finds changes that it does not expect.
      if (status !== 0 && status !== 7)
        throw new SendcloudError(`promoted to ${to}, but its refresh did not succeed: see above`);
      if (status === 0) return console.log(`\npromoted to ${to}; no drift`);
      console.log(`\npromoted, but ${to} has drifted since: \`pulumi up\` puts it right`);
      process.exitCode = 2;
    });
  });

/** A table for a terminal or a log: a line for each row, and columns aligned by what is seen. */
async function table(...rows: string[][]): Promise<string> {
  const { default: width } = await import("string-width");
  // Nothing invisible, and no orders to GitHub: `##[` anywhere, and `::` at the beginning.
  const safe = (text: string): string =>
    visible(text)
      .replaceAll("##[", "\\u0023#[")
      .replace(/^(\s*):(?=:)/, "$1\\u003a");
  const cells = rows.map((row) => row.map(safe));
  const widths = cells[0]?.map((_, column) =>
    Math.max(...cells.map((row) => width(row[column] ?? ""))),
  );
  const padded = (cell: string, column: number): string =>
    cell + " ".repeat((widths?.[column] ?? 0) - width(cell));
  return cells.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}

/** The name of the project, and the configuration file of this stack. */
async function projectOf(stack: string): Promise<{ name: string; file: string }> {
  const { workspace } = await requireStack(stack);
  const settings = z.object({ name: z.string(), stackConfigDir: z.string().default("") });
  const { name, stackConfigDir } = settings.parse(await workspace.projectSettings());
  const extension = extname(projectFile(workspace.workDir) ?? ".yaml");
  const file = `Pulumi.${basename(stack)}${extension}`;
  return { name, file: join(workspace.workDir, stackConfigDir, file) };
}

/** A stack's configuration, by default from its own file. Its secrets stay in memory. */
async function configurationOf(stack: string, file?: string): Promise<Configuration> {
  const options = ["--stack", stack, ...(file === undefined ? [] : ["--config-file", file])];
  const failure = `the configuration of ${stack} cannot be read`;
  const text = await printed(["config", "--json", "--show-secrets", ...options], failure);
  const { data } = configuration.safeParse(parsedJson(text));
  if (data === undefined)
    throw new SendcloudError(`${failure}: its form is new: update pulumi-sendcloud`);
  return data;
}

/** Copies a configuration file to a temporary folder, so that the file itself stays unchanged. */
async function withCopy(
  file: string,
  use: (copy: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-"));
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  // On Ctrl-C the terminal interrupts Pulumi too; a second interrupt would end it at once.
  process
    .on("SIGINT", () => {})
    .on("SIGTERM", abort)
    .on("SIGHUP", abort);
  try {
    const copy = join(folder, basename(file));
    if (existsSync(file)) writeFileSync(copy, readFileSync(file), { mode: 0o600 });
    await use(copy, stop.signal);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `pulumi` and returns what it prints. */
async function printed(args: string[], failure: string, signal?: AbortSignal): Promise<string> {
  const options = { maxBuffer: Infinity, killSignal: "SIGINT", signal } as const;
  try {
    return (await promisify(execFile)("pulumi", [...args, "--non-interactive"], options)).stdout;
  } catch (error) {
    throw new SendcloudError(`${failure}: ${causeOf(error)}`, { cause: error });
  }
}

/** Runs `pulumi` before the user's eyes, and returns its exit status when it has ended. */
function exitOf(args: string[], signal: AbortSignal): Promise<number | null> {
  // A reader that leaves, such as `head`, must not end Pulumi in the middle of an update.
  const output = process.stdout.isTTY ? "inherit" : "pipe";
  const stdio: StdioOptions = ["inherit", output, output];
  const child = spawn("pulumi", args, { stdio, killSignal: "SIGINT", signal });
  child.stdout?.on("data", (text: Buffer) => process.stdout.write(text));
  child.stderr?.on("data", (text: Buffer) => process.stderr.write(text));
  // An aborted process reports an error before it ends.
  child.on("error", () => {});
  return new Promise((resolve) => child.once("close", resolve));
}
