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
    "Compare the integrations that a stack manages, as they are in Sendcloud now, with what the last `pulumi up` declared. Nothing is changed, neither in Sendcloud nor in the state.",
  )
  .option("--stack <name>", "check this stack (default: the selected stack)")
  .option("--json", "print JSON instead of a table")
  .addHelpText(
    "after",
    `${keysHelp}
Where the program gives a resource a provider of its own, the integration is read with the keys of that provider, as the state holds them.

Exit status: 0 no drift; 1 an error, or a resource could not be compared; 2 drift; 3 nothing to compare, since the stack manages no settings.
To put drift right: \`pulumi refresh\` records it, and \`pulumi up\` then sends what the program declares.
`,
  )
  .action(async ({ stack: name, json = false }: { stack?: string; json?: boolean }) => {
    const stack = await requireStack(name);
    const stored = storedIn(await stateOf(stack));
    const liveOf = await readLive(stored, {
      stack: await accountsOf(stack),
      provider: accountsOfProvider,
    });
    const settings = stored.reduce(
      (sum, resource) => sum + managedNames(decodeState(resource.outputs)).length,
      0,
    );
    const compared = {
      stack: stack.name,
      managed: stored.length,
      settings,
      ...compare(stored, liveOf),
    };
    console.log(json ? inJson(compared) : await report(compared));
    process.exitCode = statusOf(compared);
  });
