/** The Pulumi project that a command runs in: its stack, its configuration, its state, its accounts. The only file of the command line that knows Pulumi. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ConfigMap, LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import { type Clients, createClients } from "../api/client";
import { SendcloudError } from "../errors";
import { findConfiguration } from "../config/sources";
import { causeOf } from "./pulumi-cause";

/** The file of the project that a folder is in, or `undefined`. Pulumi looks for these names in this order. */
export function projectFile(folder: string): string | undefined {
  const names = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];
  const file = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  const above = dirname(folder);
  return file ?? (above === folder ? undefined : projectFile(above));
}

/** The named stack of the project in this folder, or the selected one; `undefined` where none is selected, or there is no project. Selects nothing. */
export async function findStack(name?: string): Promise<Stack | undefined> {
  const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
  const file = projectFile(process.cwd());
  const workDir = file === undefined ? process.cwd() : dirname(file);
  const workspace = await LocalWorkspace.create({ workDir }).catch((error: unknown) => {
    throw new SendcloudError(`the Pulumi CLI does not run: ${causeOf(error)}`, { cause: error });
  });
  // Stack.select would select the stack for every later command too. What a stack does names it with --stack anyway.
  workspace.selectStack = () => Promise.resolve();
  const found = await nameOf(workspace, name);
  return found === undefined ? undefined : Stack.select(found, workspace);
}

/** The name of this stack, which must be there; or of the selected one, if any. */
async function nameOf(
  { pulumiCommand, workDir }: LocalWorkspace,
  name: string | undefined,
): Promise<string | undefined> {
  const named = name === undefined ? [] : ["--stack", name];
  const args = ["stack", "--show-name", "--non-interactive", ...named];
  try {
    const { stdout } = await promisify(execFile)(pulumiCommand.command, args, { cwd: workDir });
    return name ?? stdout.trim();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (name === undefined && /no stack selected|no project file found/.test(text))
      return undefined;
    const stack = name === undefined ? "the stack" : `the stack ${name}`;
    throw new SendcloudError(`${stack} cannot be used: ${causeOf(error)}`, { cause: error });
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

/** A stack's configuration, its secrets in the clear. */
export async function configOf(stack: Stack): Promise<ConfigMap> {
  return stack.getAllConfig().catch((error: unknown) => {
    const reason = `the configuration of stack ${stack.name} cannot be read`;
    throw new SendcloudError(`${reason}: ${causeOf(error)}`, { cause: error });
  });
}

/** Adds secrets to a stack's configuration: all of them, or none. */
export async function addSecrets(
  stack: Stack,
  secrets: ReadonlyMap<string, string>,
): Promise<void> {
  if (secrets.size === 0) return;
  const added = [...secrets].map(([key, value]) => [key, { value, secret: true }] as const);
  await stack.setAllConfig(Object.fromEntries(added)).catch((error: unknown) => {
    const reason = `the secrets cannot be stored in the configuration of stack ${stack.name}`;
    throw new SendcloudError(`${reason}: ${causeOf(error)}`, { cause: error });
  });
}

/** The accounts, as this configuration and the environment open them. */
export function accountsIn(config: ConfigMap): Clients {
  const found = findConfiguration((key) => config[key]?.value, process.env);
  return createClients(found, { tell: (line) => console.error(line) });
}
