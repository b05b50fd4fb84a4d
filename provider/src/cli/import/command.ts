/** `pulumi-sendcloud import`: a program that declares integrations as they are. */
import { Command, InvalidArgumentError, Option } from "commander";
import { SendcloudError } from "../../errors";
import { choose } from "./choose";
import { keysHelp } from "../keys";
import { knownNames } from "./known";
import { leftBehind, warningsOf } from "./left-behind";
import { resourceNames } from "./names";
import { declaredProgram } from "./declared";
import { languages, type Language, writers } from "./language";
import { checkPlace, languageFor, nextSteps, placeFor } from "./place";
import { readProjectFile } from "./project-file";
import { usedElsewhere } from "./used";
import { checkFile, writeBoth } from "./write";
import { storedIn } from "../stored";
import { accountsIn, addSecrets, configOf, findStack, stateOf } from "../workspace";

interface Options {
  all?: boolean;
  account?: string;
  language?: Language;
  out?: string;
  force?: boolean;
  stack?: string;
  plainUrls?: boolean;
}

export const importCommand = new Command("import")
  .summary("write a program that declares integrations as they are")
  .description(
    "Write a program that declares integrations exactly as they are in Sendcloud now. `pulumi up` then manages them, and changes nothing. URLs that may hold a token are stored as secrets in the stack's configuration, under keys that nothing else uses.",
  )
  .argument(
    "[ids...]",
    "numbers of the integrations to import; without numbers and without --all, a terminal lets you choose",
    (text: string, ids: number[] = []) => [...ids, idOf(text)],
  )
  .option("--all", "import all integrations of the account")
  .option(
    "--account <name>",
    "import from this account of sendcloud:accounts (default: the account of the keys below)",
  )
  .addOption(
    new Option(
      "--language <language>",
      "write the program in this language (default: that of the project's runtime; typescript without a project)",
    ).choices(languages),
  )
  .option(
    "--out <file>",
    "write the program to this file (default: index.ts, __main__.py or Main.yaml; imported.yaml where the project has a program in YAML already)",
  )
  .option("--force", "overwrite the file where it exists")
  .option(
    "--stack <name>",
    "read the configuration of this stack, and store the secrets in it (default: the selected stack)",
  )
  .option(
    "--plain-urls",
    "write all URLs into the program as plain text, even those that may hold a token",
  )
  .addHelpText(
    "after",
    `${keysHelp}
Exit status: 0 the program is written, 1 an error: nothing is written.

Example, in the folder of a Pulumi project:
  npx pulumi-sendcloud import --all && pulumi up
`,
  )
  .action(
    async (
      ids: number[] | undefined,
      { all = false, account, force = false, stack: name, plainUrls, ...given }: Options,
    ) => {
      const project = readProjectFile(process.cwd());
      const language = given.language ?? languageFor(project);
      const writer = writers[language];
      const out = given.out ?? placeFor(language, project);
      checkPlace(out, language, project);
      checkFile(out, force);
      const stack = await findStack(name);
      const config = stack === undefined ? {} : await configOf(stack);
      const client = await accountsIn(config)(account);
      const integrations = await client.list();
      await client.close();
      const chosen = await choose(integrations, ids ?? [], all);
      const isUsed = usedElsewhere(out, language, project);
      const stored = stack === undefined ? [] : storedIn(await stateOf(stack));
      const known = knownNames(stored, account, isUsed);
      const names = resourceNames(integrations, {
        account,
        known: known.resources,
        isTaken: (one) => isUsed(one) || known.taken.has(one),
      });
      const resources = new Set(names.values());
      const isTaken = (key: string): boolean => writer.sharesNames && resources.has(key);
      const program = declaredProgram(chosen, {
        names,
        account,
        plainUrls,
        keys: { config, isRead: isUsed, isTaken },
      });
      const { secrets } = program;
      if (secrets.size > 0 && stack === undefined) {
        throw new SendcloudError(
          `${counted(secrets.size, "URL")} may hold a token, and no stack is selected that could keep a secret: run \`pulumi stack init\` first, or write URLs into the program with --plain-urls`,
        );
      }
      await writeBoth(out, writer.write(program), async () => {
        if (stack !== undefined && secrets.size > 0) await addSecrets(stack, secrets, config);
      });
      const kept =
        secrets.size > 0
          ? `, and ${counted(secrets.size, "secret")} into the configuration of stack ${stack?.name}`
          : "";
      const [next, ...more] = nextSteps(out, language, project);
      console.error(`wrote ${counted(chosen.length, "integration")} to ${out}${kept}. ${next}`);
      if (given.language === undefined && language !== "typescript")
        console.error(
          `The program is in ${writer.title}, the runtime of the project: --language names another.`,
        );
      const left = leftBehind(stored, { integrations: chosen, account, names, edge: writer.edge });
      for (const line of [...more, ...warningsOf(left, writer.edge)]) console.error(line);
    },
  );

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function idOf(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text))
    throw new InvalidArgumentError("It must be the number of an integration.");
  return Number(text);
}
