/** The Pulumi project that a command runs in: its stack, its configuration, its accounts. The only file of the command line that knows Pulumi. */
import type { Stack } from "@pulumi/pulumi/automation";
import { type Clients, createClients } from "../clients";
import { SendcloudError } from "../errors";
import { lookUp } from "../sources";

/** The named stack of the project in this folder, or the selected one; `undefined` where there is no project or none is selected. */
export async function findStack(name?: string): Promise<Stack | undefined> {
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  const workspace = await LocalWorkspace.create({ workDir: process.cwd() });
  const selected = name ?? (await workspace.stack().catch(() => undefined))?.name;
  if (selected === undefined) return undefined;
  try {
    return await LocalWorkspace.selectStack({ stackName: selected, workDir: process.cwd() });
  } catch (error) {
    if (name === undefined) return undefined;
    throw new SendcloudError(`there is no stack ${name} in this folder's project: \`pulumi stack ls\` lists those that there are`, {
      cause: error,
    });
  }
}

/** Like {@link findStack}, but there must be one. */
export async function requireStack(name?: string): Promise<Stack> {
  const stack = await findStack(name);
  if (stack !== undefined) return stack;
  throw new SendcloudError(
    "no stack is selected in this folder: change to your Pulumi project, and name a stack with --stack or run `pulumi stack select`",
  );
}

/** The accounts, as the stack's configuration and the environment open them; by the environment alone where there is no stack. */
export async function accountsOf(stack: Stack | undefined): Promise<Clients> {
  const config = stack === undefined ? {} : await stack.getAllConfig();
  return createClients(
    lookUp((key) => config[key]?.value, process.env),
    (line) => console.error(line),
  );
}
