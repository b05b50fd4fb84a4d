/** `pulumi-sendcloud import`: a program in TypeScript that declares integrations as they are, or a file for `pulumi import`. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { Command, InvalidArgumentError } from "commander";
import { keyOf, sourceNames, variableOf } from "../../config/sources";
import { SendcloudError } from "../../errors";
import { listed, shown } from "../../format";
import type { Integration } from "../../settings/types";
import { accountsIn, addSecrets, configOf, findStack } from "../workspace";
import { importFile, typescript } from "./program";
import { resourceNames } from "./resource-names";

interface Options {
  all?: boolean;
  account?: string;
  json?: boolean;
  out?: string;
  force?: boolean;
  stack?: string;
}

/** The configuration that the command reads. The other keys are for runs of Pulumi. */
const keys = sourceNames
  .filter((name) => !["verifyWrites", "previewAdoption", "silence"].includes(name))
  .map((name) => `  ${keyOf(name).padEnd(29)} ${variableOf(name)}`);

export const importCommand = new Command("import")
  .summary("write a program that declares integrations as they are")
  .description(
    "Write a program in TypeScript that declares integrations exactly as they are in Sendcloud now. `pulumi up` then manages them, and changes nothing. URLs that may hold a token are stored as secrets in the stack's configuration, under keys that nothing else uses. For other languages, write the file that `pulumi import` takes.",
  )
  .argument("[ids...]", "numbers of the integrations to import", idsOf)
  .option("--all", "import all integrations of the account")
  .option("--account <name>", "import from this account of sendcloud:accounts")
  .option("--json", "write the file that `pulumi import --file` takes, for any language")
  .option("--out <file>", "write to this file (default: index.ts, or import.json with --json)")
  .option("--force", "overwrite the file where it exists")
  .option("--stack <name>", "use the configuration of this stack (default: the selected stack)")
  .addHelpText(
    "after",
    `
Needs publicKey and secretKey, or clientId and clientSecret, or accounts. Each value is read from the stack's
configuration, or where it is not set there, from the environment:
${keys.join("\n")}

Example, in the folder of a Pulumi project:
  npx --no-install pulumi-sendcloud import --all && pulumi up
`,
  )
  .action(async (ids: number[] | undefined, options: Options) => {
    const { all = false, account, json = false, force = false } = options;
    const out = options.out ?? (json ? "import.json" : "index.ts");
    checkFile(out, force);
    const stack = await findStack(options.stack);
    if (!json) await checkLanguage(stack);
    const config = stack === undefined ? {} : await configOf(stack);
    const client = await accountsIn(config)(account);
    const found = await client.list().finally(() => client.close());
    const integrations = chosen(found, all, ids ?? []);
    const imported = { integrations, account, names: resourceNames(found, account) };
    const count = counted(integrations.length, "integration");
    if (json) {
      writeFileSync(out, importFile(imported));
      return console.error(
        `wrote ${count} to ${out}. Next: pulumi import --file ${out} --out imported.txt. The program in imported.txt has tokens in plain text: make them secrets`,
      );
    }
    const { text, secrets } = typescript(imported, config);
    if (secrets.size > 0 && stack === undefined)
      throw new SendcloudError(
        `${counted(secrets.size, "URL")} may hold a token, and no stack is selected that could store a secret: run \`pulumi stack init\` first`,
      );
    await writeBoth(out, text, async () => stack && addSecrets(stack, secrets));
    const stored = `, and ${counted(secrets.size, "secret")} into the configuration of stack ${stack?.name}`;
    const joining = "import this file from the program's main file, and run ";
    const next = `${basename(out) === "index.ts" ? "" : joining}pulumi up`;
    console.error(`wrote ${count} to ${out}${secrets.size > 0 ? stored : ""}. Next: ${next}`);
  });

/** The integrations with these numbers, or all. */
function chosen(
  found: readonly Integration[],
  all: boolean,
  ids: readonly number[],
): Integration[] {
  const refuse = (reason: string): never => {
    throw new SendcloudError(reason);
  };
  if (found.length === 0) refuse("the account has no integrations: check whose keys these are");
  if (all) return [...found];
  const shops = listed(found.map(({ id, settings }) => `${id} (${shown(settings.shopName)})`));
  if (ids.length === 0)
    refuse(`name integrations by their numbers, or use --all. There are ${shops}`);
  const strangers = ids.filter((id) => !found.some((one) => one.id === id)).join(", ");
  if (strangers !== "") refuse(`the account has no integration ${strangers}: it has ${shops}`);
  return found.filter(({ id }) => ids.includes(id));
}

/** Throws where Pulumi would not run a program in TypeScript. */
async function checkLanguage(stack: Stack | undefined): Promise<void> {
  const settings = await stack?.workspace.projectSettings();
  const runtime = typeof settings?.runtime === "object" ? settings.runtime.name : settings?.runtime;
  if (runtime === undefined || runtime === "nodejs" || runtime === "bun") return;
  throw new SendcloudError(
    `the project's runtime is ${runtime}, and import writes TypeScript: write a file for \`pulumi import\` with --json`,
  );
}

/** Throws where the file cannot be written, or must not be. Called before anything else is done. */
function checkFile(out: string, force: boolean): void {
  const folder = dirname(out);
  const refuse = (reason: string): never => {
    throw new SendcloudError(`nothing was written: ${reason}. Name another file with --out`);
  };
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    refuse(`there is no folder ${folder}`);
  if (!existsSync(out)) return;
  if (!statSync(out).isFile()) refuse(`${out} is not a file`);
  if (/^Pulumi\.(.*\.)?(ya?ml|json)$/.test(basename(out))) refuse(`${out} is the project's own`);
  if (!force) refuse(`${out} is there already (--force overwrites it)`);
}

/** Writes the program and stores its secrets: both or neither. The file is first, since it is easier to undo. */
async function writeBoth(
  out: string,
  text: string,
  storeSecrets: () => Promise<unknown>,
): Promise<void> {
  const before = existsSync(out) ? readFileSync(out) : undefined;
  // An interrupt reaches Pulumi too, which then fails; what was written is undone after that.
  const goOn = (): void => {};
  process.on("SIGINT", goOn);
  try {
    writeFileSync(out, text);
    await storeSecrets();
  } catch (error) {
    if (before !== undefined) writeFileSync(out, before);
    else rmSync(out, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new SendcloudError(`nothing was written: ${reason}`, { cause: error });
  } finally {
    process.off("SIGINT", goOn);
  }
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function idsOf(text: string, ids: number[] = []): number[] {
  if (/^[1-9]\d{0,15}$/.test(text)) return [...ids, Number(text)];
  throw new InvalidArgumentError("It must be the number of an integration.");
}
