/** `pulumi-sendcloud import`: a program that declares integrations as they are. */
import { existsSync, writeFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { SendcloudError } from "../../errors";
import { programOf } from "./program";
import type { Integration } from "../../settings/types";
import { accountsOf, findStack } from "../workspace";

interface Options {
  all?: boolean;
  account?: string;
  out: string;
  force?: boolean;
  stack?: string;
  plainUrls?: boolean;
}

export const importCommand = new Command("import")
  .summary("write a program that declares integrations as they are")
  .description(
    "Write a TypeScript program that declares integrations exactly as Sendcloud has them now: `pulumi up` then adopts them, and changes nothing. URLs that may hold a token become secrets in the stack's configuration.",
  )
  .argument(
    "[ids...]",
    "numbers of the integrations; a choice is offered on a terminal where there are none",
    (text: string, ids: number[] = []) => [...ids, idOf(text)],
  )
  .option("--all", "all integrations of the account")
  .option("--account <name>", "the account, one of sendcloud:accounts; the default account unless given")
  .option("--out <file>", "the file to write", "index.ts")
  .option("--force", "write over a file that is there")
  .option("--stack <name>", "the stack whose configuration is used, and takes the secrets; the selected one unless given")
  .option("--plain-urls", "write all URLs into the program, also those that may hold a token")
  .addHelpText(
    "after",
    `
Exit status: 0 written, 1 an error; nothing is written then.

Example, in the folder of a Pulumi project:
  npx pulumi-sendcloud import --all && pulumi up
`,
  )
  .action(async (ids: number[] | undefined, { all = false, account, out, force = false, stack: name, plainUrls }: Options) => {
    if (existsSync(out) && !force)
      throw new SendcloudError(`${out} is there already: name another file with --out, or write over it with --force`);
    const stack = await findStack(name);
    const client = await (await accountsOf(stack))(account);
    const integrations = await client.list();
    await client.close();
    const chosen = await choose(integrations, ids ?? [], all);
    const { text, secrets } = programOf(chosen, { account, plainUrls });
    if (secrets.size > 0 && stack === undefined) {
      throw new SendcloudError(
        `${secrets.size} of the URLs may hold a token, and no stack is selected that could keep them as secrets: run \`pulumi stack init\` first, or write them into the program with --plain-urls`,
      );
    }
    if (stack !== undefined && secrets.size > 0) {
      await stack.setAllConfig(Object.fromEntries([...secrets].map(([key, value]) => [key, { value, secret: true }])));
    }
    writeFileSync(out, text);
    const kept = secrets.size > 0 ? `, and ${secrets.size} secrets into the configuration of stack ${stack?.name}` : "";
    console.error(`wrote ${chosen.length} ${chosen.length === 1 ? "integration" : "integrations"} to ${out}${kept}. Next: pulumi up`);
  });

function idOf(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new InvalidArgumentError("It must be the number of an integration.");
  return Number(text);
}

async function choose(integrations: readonly Integration[], ids: readonly number[], all: boolean): Promise<Integration[]> {
  if (integrations.length === 0)
    throw new SendcloudError("the account has no integrations: check that the keys are those of the right account");
  if (all) return [...integrations];
  const wanted = ids.length > 0 ? ids : await ask(integrations);
  const strangers = wanted.filter((id) => !integrations.some((integration) => integration.id === id));
  if (strangers.length > 0)
    throw new SendcloudError(
      `the account has no integration ${strangers.join(", ")}: it has ${integrations.map(({ id }) => id).join(", ")}`,
    );
  return integrations.filter(({ id }) => wanted.includes(id));
}

async function ask(integrations: readonly Integration[]): Promise<number[]> {
  if (!process.stdin.isTTY) throw new SendcloudError("say which integrations: give their numbers, or --all");
  const { default: checkbox } = await import("@inquirer/checkbox");
  return checkbox({
    message: "Which integrations?",
    required: true,
    choices: integrations.map(({ id, type, settings }) => ({ value: id, name: `${id}  ${settings.shopName ?? "(no name)"}  (${type})` })),
  });
}
