/** `pulumi-sendcloud drift`: whether integrations still are as a stack has declared them. */
import { Command } from "commander";
import { compare } from "./compare";
import { readLive } from "./live";
import { report, statusOf } from "./report";
import { inJson } from "../inert";
import { keysHelp } from "../keys";
import { managedNames } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { storedIn } from "../stored";
import { accountsOf, accountsOfProvider, requireStack, stateOf } from "../workspace";

export const drift = new Command("drift")
  .summary("compare integrations with what a stack has declared")
  .description(
    "Compare the integrations of a stack as they are now with what its last `pulumi up` declared. Nothing is changed, neither at Sendcloud nor in the state.",
  )
  .option("--stack <name>", "the stack; the selected one unless given")
  .option("--json", "print JSON rather than a table")
  .addHelpText(
    "after",
    `${keysHelp}
Where the program declares a provider for a resource, its integration is read with that provider's keys, which the state holds.

Exit status: 0 no drift, 1 an error, or a resource could not be compared, 2 drift, 3 nothing to compare: the stack manages nothing. \`pulumi refresh\` records drift, and \`pulumi up\` then puts it right.
`,
  )
  .action(async ({ stack: name, json = false }: { stack?: string; json?: boolean }) => {
    const stack = await requireStack(name);
    const stored = storedIn(await stateOf(stack));
    const liveOf = await readLive(stored, { stack: await accountsOf(stack), provider: accountsOfProvider });
    const settings = stored.reduce((sum, resource) => sum + managedNames(decodeState(resource.outputs)).length, 0);
    const compared = { stack: stack.name, managed: stored.length, settings, ...compare(stored, liveOf) };
    console.log(json ? inJson(compared) : await report(compared));
    process.exitCode = statusOf(compared);
  });
