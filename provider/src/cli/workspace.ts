/** The Pulumi project that a command runs in: its stack, its configuration, its accounts. The only file of the command line that knows Pulumi. */
import type { Stack } from "@pulumi/pulumi/automation";
import { type Clients, createClients } from "../api/clients";
import { SendcloudError } from "../errors";
import { lookUp } from "../config/sources";

/** The named stack of the project in this folder, or the selected one; `undefined` where none is selected. What is selected stays so. */
export async function findStack(name?: string): Promise<Stack | undefined> {
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  const workspace = await LocalWorkspace.create({ workDir: process.cwd() }).catch((error: unknown) => {
    throw new SendcloudError(`the Pulumi CLI does not run: ${reasonOf(error)}. Is it installed, and on the PATH?`, { cause: error });
  });
  // Without a project, or where nothing is selected, the CLI fails: there is no stack then.
  const selected = (await workspace.stack().catch(() => undefined))?.name;
  const wanted = name ?? selected;
  if (wanted === undefined) return undefined;
  try {
    return await LocalWorkspace.selectStack({ stackName: wanted, workDir: process.cwd() });
  } catch (error) {
    throw new SendcloudError(`the stack ${wanted} cannot be used: ${reasonOf(error)} (\`pulumi stack ls\` lists those that there are)`, {
      cause: error,
    });
  } finally {
    if (selected !== undefined && selected !== wanted) await workspace.selectStack(selected);
  }
}

/** What the Pulumi CLI gave as the reason, of all that it printed. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (/^\s*(?:stderr: )?error: (.*)$/m.exec(text)?.[1] ?? text.split("\n")[0] ?? text).trim();
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
    { tell: (line) => console.error(line) },
  );
}
