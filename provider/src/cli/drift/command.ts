/** `pulumi-sendcloud drift`: whether integrations still are as a stack has declared them. */
import { Command } from "commander";
import { driftOf } from "./compare";
import { report, statusOf } from "./report";
import { inJson } from "../inert";
import { keysHelp } from "../keys";
import { managedNames } from "../../lifecycle/state";
import { decodeState } from "../../lifecycle/state-format";
import { type Stored, storedIn } from "../stored";
import { integrationKey } from "../../settings/key";
import type { Integration } from "../../settings/types";
import { accountsOf, requireStack, stateOf } from "../workspace";

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
Exit status: 0 no drift, 1 an error, 2 drift, 3 nothing to compare: the stack manages nothing. \`pulumi refresh\` records drift, and \`pulumi up\` then puts it right.
`,
  )
  .action(async ({ stack: name, json = false }: { stack?: string; json?: boolean }) => {
    const stack = await requireStack(name);
    const stored = storedIn(await stateOf(stack));
    const live = await integrationsOf(stored, await accountsOf(stack));
    const drift = stored.flatMap((resource) => {
      const { account, integrationId } = resource.outputs;
      return driftOf(resource, live.get(integrationKey({ account, integrationId: Number(integrationId) })));
    });
    const settings = stored.reduce((sum, resource) => sum + managedNames(decodeState(resource.outputs)).length, 0);
    const compared = { stack: stack.name, managed: stored.length, settings, drift };
    console.log(json ? inJson(compared) : await report(compared));
    process.exitCode = statusOf(compared);
  });

/** Reads each account's list once. */
async function integrationsOf(
  stored: readonly Stored[],
  clientOf: Awaited<ReturnType<typeof accountsOf>>,
): Promise<Map<string, Integration>> {
  const accounts = [...new Set(stored.map(({ outputs }) => outputs.account))];
  const live = new Map<string, Integration>();
  for (const account of accounts) {
    const client = await clientOf(typeof account === "string" ? account : undefined);
    for (const integration of await client.list()) live.set(integrationKey({ account, integrationId: integration.id }), integration);
    await client.close();
  }
  return live;
}
