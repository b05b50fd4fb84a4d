/** `pulumi-sendcloud drift`: whether integrations still are as a stack has declared them. */
import { Command } from "commander";
import { type Drift, driftOf } from "./compare";
import { type Stored, storedIn } from "./stored";
import { integrationKey } from "../../settings/key";
import type { Integration } from "../../settings/types";
import { foundStatus, table } from "../io";
import { accountsOf, requireStack } from "../workspace";

export const drift = new Command("drift")
  .summary("compare integrations with what a stack has declared")
  .description(
    "Compare the integrations of a stack as they are now with what its last `pulumi up` declared. Nothing is changed, neither at Sendcloud nor in the state.",
  )
  .option("--stack <name>", "the stack; the selected one unless given")
  .option("--json", "print JSON rather than a table")
  .addHelpText(
    "after",
    `
Exit status: 0 no drift, 1 an error, 2 drift. \`pulumi refresh\` records drift, and \`pulumi up\` then puts it right.
`,
  )
  .action(async ({ stack: name, json = false }: { stack?: string; json?: boolean }) => {
    const stack = await requireStack(name);
    const stored = storedIn(await stack.exportStack());
    const live = await integrationsOf(stored, await accountsOf(stack));
    const drifted = stored.flatMap((resource) => {
      const { account, integrationId } = resource.outputs;
      return driftOf(resource, live.get(integrationKey({ account, integrationId: Number(integrationId) })));
    });
    console.log(
      json ? JSON.stringify({ stack: stack.name, managed: stored.length, drift: drifted }, undefined, 2) : told(drifted, stored.length),
    );
    if (drifted.length > 0) process.exitCode = foundStatus;
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

function told(drifted: readonly Drift[], managed: number): string {
  if (drifted.length === 0) return `no drift: all ${managed} integrations are as declared`;
  const rows = drifted.map(({ resource, integrationId, account, setting, declared, live }) => [
    resource,
    `${integrationId}${account === undefined ? "" : ` (${account})`}`,
    setting,
    declared,
    live,
  ]);
  return table(["resource", "integration", "setting", "declared", "live"], rows);
}
