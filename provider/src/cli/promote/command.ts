/** `pulumi-sendcloud promote`: copies configuration from one stack to another, with a preview before and a check for drift after. */
import { relative } from "node:path";
import type { ConfigMap } from "@pulumi/pulumi/automation";
import { Command } from "commander";
import { SendcloudError } from "../../errors";
import { configuration, misread } from "./agreement";
import { apply, previewWith, withCopy } from "./apply";
import { type Change, type Missing, planOf } from "./plan";
import { type Project, projectAt, textOf } from "./files";
import { hostsIn } from "./hosts";
import { shown } from "./shown";
import { placeOf } from "./tree";
import { keysHelp } from "../keys";
import { table } from "../table";
import { configIn, configOf, requireStack } from "../workspace";

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
    "Copy configuration from one stack of this project to another. The command shows what would change, runs `pulumi preview` on the target stack, and asks. Then it changes the lines of the target's configuration file, runs `pulumi up`, and checks with `pulumi refresh` that nothing has drifted. What belongs to one environment is never copied or overwritten: integration numbers, accounts, secrets, and URLs of that environment's hosts.",
  )
  .requiredOption("--from <stack>", "copy from this stack")
  .requiredOption("--to <stack>", "copy to this stack")
  .option("--key <name...>", "copy these configuration keys", ["shops"])
  .option("--yes", "apply the changes without asking")
  .option("--dry-run", "only show the changes and the preview; change nothing")
  .addHelpText(
    "after",
    `${keysHelp}
Exit status: 0 promoted, or there was nothing to promote; 1 an error: unless it is of the refresh, the configuration file is as it was;
2 promoted, but the refresh found drift.

Example:
  npx pulumi-sendcloud promote --from staging --to prod --dry-run
`,
  )
  .action(async ({ from, to, key, yes = false, dryRun = false }: Options) => {
    if (!yes && !dryRun && !process.stdin.isTTY)
      throw new SendcloudError(
        "there is no terminal to ask on: pass --yes, or --dry-run to look only",
      );
    const project = projectAt(process.cwd());
    const [source, target] = [await requireStack(from), await requireStack(to)];
    const keys = key.map((name) => (name.includes(":") ? name : `${project.name}:${name}`));
    const path = project.pathOf(to);
    if (path === project.pathOf(from))
      throw new SendcloudError(`--from and --to are the same stack: ${to}`);
    const [before, texts] = [
      textOf(path),
      { source: textOf(project.pathOf(from)) ?? "", target: textOf(path) ?? "" },
    ];
    const [ofSource, ofTarget] = [await configOf(source), await configOf(target)];
    const hosts = {
      hosts: hostsOutside(keys, ofSource),
      targetHosts: hostsOutside(keys, ofTarget),
    };
    const { changes, problems, missing, after } = planOf({
      ...texts,
      ...hosts,
      from,
      to,
      keys,
      project: project.name,
    });
    const all = [...problems, ...elsewhere(missing, { from, to, project, ofSource, ofTarget })];
    if (all.length > 0)
      throw new SendcloudError(
        `nothing was promoted:\n${all.map((problem) => `  ${problem}`).join("\n")}`,
      );
    if (changes.length === 0) {
      console.log(`nothing to promote: ${to} has what ${from} has`);
      return;
    }
    console.log(`${await table(["setting", to, `from ${from}`], changes.map(shownChange))}\n`);
    await withCopy(after, path, async (file, signal) => {
      const key = misread(ofSource, ofTarget, configuration(await configIn(target, file)), keys);
      if (key !== undefined)
        throw new SendcloudError(
          `nothing was promoted: from the changed file Pulumi would not read ${key} as planned: edit ${relative(process.cwd(), path)} by hand`,
        );
      await previewWith(target, file, signal);
    });
    if (dryRun) console.log(`\ndry run: nothing was changed`);
    else if (!yes && !(await agreed(to))) console.log("nothing was changed");
    else await apply({ target, path, before, after });
  });

/** The hosts in what is not promoted. */
function hostsOutside(keys: readonly string[], config: ConfigMap): Set<string> {
  return hostsIn(
    Object.entries(config).flatMap(([name, { value }]) => (keys.includes(name) ? [] : [value])),
  );
}

interface Sides {
  from: string;
  to: string;
  project: Project;
  ofSource: ConfigMap;
  ofTarget: ConfigMap;
}

/** Why a key is not promoted that is not in the stack's own file: where it comes from, if it is set at all. */
function elsewhere(missing: Missing, { from, to, project, ofSource, ofTarget }: Sides): string[] {
  const whence = (key: string): string =>
    project.config.has(key)
      ? `${project.file}, for all stacks`
      : "a Pulumi ESC environment that it imports";
  return [
    ...missing.source.map((key) =>
      key in ofSource
        ? `${key} of ${from} comes from ${whence(key)}: what is promoted stands in the configuration file of ${from}`
        : `${from} has no ${key} in its configuration: name the keys to promote with --key`,
    ),
    ...missing.target
      .filter((key) => key in ofTarget)
      .map(
        (key) =>
          `${key} of ${to} comes from ${whence(key)}: give ${to} one of its own first, since the promoted value would take the place of the shared one there`,
      ),
  ];
}

function shownChange({ path, before, after }: Change): string[] {
  return [placeOf(path.slice(1)), shown(before), shown(after)];
}

async function agreed(to: string): Promise<boolean> {
  const { default: confirm } = await import("@inquirer/confirm");
  return confirm({ message: `Promote to ${to}?`, default: false });
}
