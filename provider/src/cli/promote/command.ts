/** `pulumi-sendcloud promote`: copies configuration from one stack to another, with a preview before and a check for drift after. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { Command } from "commander";
import { resourceName, resourceType, setType } from "../../pulumi/tokens";
import { SendcloudError } from "../../errors";
import { type Change, hostsIn, planOf, withChanges } from "./plan";
import { asText } from "../value";
import { foundStatus, readText } from "../io";
import { table } from "../table";
import { requireStack } from "../workspace";

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
    "Promote configuration from one stack of the project in this folder to another: show what would change, run the target's preview, ask, write its configuration file (its comments stay), run up, and check by a refresh that nothing has drifted. What is of one environment is never promoted: integration numbers, accounts, secrets, and URLs of hosts that belong to the source.",
  )
  .requiredOption("--from <stack>", "the stack to promote from")
  .requiredOption("--to <stack>", "the stack to promote to")
  .option("--key <name...>", "the configuration keys to promote", ["shops"])
  .option("--yes", "do not ask")
  .option("--dry-run", "show the changes and the preview, and change nothing")
  .addHelpText(
    "after",
    `
Exit status: 0 promoted, or nothing to promote; 1 an error: the configuration file is as it was; 2 promoted, but a refresh found drift.

Example:
  npx pulumi-sendcloud promote --from staging --to prod --dry-run
`,
  )
  .action(async ({ from, to, key, yes = false, dryRun = false }: Options) => {
    if (!yes && !dryRun && !process.stdin.isTTY)
      throw new SendcloudError("there is no terminal to ask on: pass --yes, or --dry-run to look only");
    const [source, target] = [await requireStack(from), await requireStack(to)];
    const { name: project } = await target.workspace.projectSettings();
    const keys = key.map((name) => (name.includes(":") ? name : `${project}:${name}`));
    const file = configFile(to);
    const before = readText(file, file);
    const own = Object.entries(await source.getAllConfig()).filter(([name]) => !keys.includes(name));
    const hosts = hostsIn(own.map(([, { value }]) => value));
    const { changes, problems } = planOf({ source: readText(configFile(from), configFile(from)), target: before, from, keys, hosts });
    if (problems.length > 0) throw new SendcloudError(`nothing was promoted:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    if (changes.length === 0) {
      console.log(`nothing to promote: ${to} has what ${from} has`);
      return;
    }
    console.log(`${await table(["setting", to, `from ${from}`], changes.map(shownChange))}\n`);
    const after = withChanges(before, changes);
    await previewWith(target, after);
    if (dryRun) console.log(`\ndry run: nothing was changed`);
    else if (!yes && !(await agreed(to))) console.log("nothing was changed");
    else await apply({ target, file, before, after });
  });

function shownChange({ path, before, after }: Change): string[] {
  const value = (side: unknown): string => (side === undefined ? "none" : asText(side));
  return [path.slice(1).join("."), value(before), value(after)];
}

function configFile(stack: string): string {
  return `Pulumi.${basename(stack)}.yaml`;
}

const onOutput = (text: string): void => void process.stdout.write(text);

/** Previews with the configuration in a file elsewhere, so that the project's own file is unchanged until the operator agrees. */
async function previewWith(target: Stack, configuration: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-"));
  try {
    const configFile = join(folder, "configuration.yaml");
    writeFileSync(configFile, configuration, { mode: 0o600 });
    await target.preview({ configFile, onOutput, color: color() });
  } catch (error) {
    throw new SendcloudError(`nothing was promoted: the preview of ${target.name} failed`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function agreed(to: string): Promise<boolean> {
  const { default: confirm } = await import("@inquirer/confirm");
  return confirm({ message: `Promote to ${to}?`, default: false });
}

interface Application {
  target: Stack;
  file: string;
  before: string;
  after: string;
}

async function apply({ target, file, before, after }: Application): Promise<void> {
  // The Automation API may report an event twice.
  const applied = new Set<string>();
  // Pulumi gets the interrupt too, and stops its run cleanly; the configuration is put back after that.
  const hold = (): void => {};
  process.on("SIGINT", hold);
  writeFileSync(file, after);
  try {
    await target.up({ onOutput, color: color(), onEvent: (event) => void appliedBy(event).forEach((name) => applied.add(name)) });
  } catch (error) {
    writeFileSync(file, before);
    const done =
      applied.size > 0
        ? `${[...applied].sort().join(", ")} had been applied already, and the next up of ${target.name} puts it back`
        : "nothing had been applied";
    throw new SendcloudError(`the promotion failed: ${file} is as it was; ${done}`, { cause: error });
  } finally {
    process.off("SIGINT", hold);
  }
  const { summary } = await target.refresh({ onOutput, color: color() });
  const { same: _, ...drifted } = summary.resourceChanges ?? {};
  if (Object.values(drifted).some((count) => count > 0)) {
    console.log(`\npromoted, but ${target.name} has drifted since: pulumi up puts it right`);
    process.exitCode = foundStatus;
  } else {
    console.log(`\npromoted to ${target.name}: ${applied.size > 0 ? [...applied].sort().join(", ") : "nothing to apply"}; no drift`);
  }
}

/** The settings resources that a step of an up has changed. */
function appliedBy({ resOutputsEvent }: EngineEvent): string[] {
  const { op, urn, type } = resOutputsEvent?.metadata ?? { op: "same", urn: "", type: "" };
  return op !== "same" && [resourceType, setType].includes(type) ? [resourceName(urn)] : [];
}

function color(): "always" | "never" {
  return process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never";
}
