/** The Pulumi project that a command runs in: its stack, its configuration, its state, its accounts. The only file of the command line that knows Pulumi. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ConfigMap, LocalWorkspace, Stack } from "@pulumi/pulumi/automation";
import { type Clients, createClients } from "../api/client";
import { SendcloudError } from "../errors";
import { lookUp } from "../config/sources";
import { causeOf } from "./pulumi-cause";

/** The named stack of the project in this folder, or the selected one; `undefined` where none is selected, or there is no project. Selects nothing. */
export async function findStack(name?: string): Promise<Stack | undefined> {
  const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
  const workspace = await LocalWorkspace.create({ workDir: projectFolder(process.cwd()) }).catch(
    (error: unknown) => {
      throw new SendcloudError(`the Pulumi CLI does not run: ${causeOf(error)}`, { cause: error });
    },
  );
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
  const args = [
    "stack",
    "--show-name",
    "--non-interactive",
    ...(name === undefined ? [] : ["--stack", name]),
  ];
  try {
    const { stdout } = await promisify(execFile)(pulumiCommand.command, args, { cwd: workDir });
    return name ?? stdout.trim();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (name === undefined && /no stack selected|no project file found/.test(text))
      return undefined;
    throw new SendcloudError(
      `the stack${name === undefined ? "" : ` ${name}`} cannot be used: ${causeOf(error)}`,
      { cause: error },
    );
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
    throw new SendcloudError(
      `the configuration of stack ${stack.name} cannot be read: ${causeOf(error)}`,
      { cause: error },
    );
  });
}

/** How much of a command line one call of Pulumi may take: Windows allows 32,767 characters, Linux more. */
const mostArguments = 20_000;

/** Adds secrets to a stack's configuration, which is this one before: all of them, or none. */
export async function addSecrets(
  stack: Stack,
  secrets: ReadonlyMap<string, string>,
  config: ConfigMap,
): Promise<void> {
  if (secrets.size === 0) return;
  const existing = Object.keys(config).map((key) => key.split(":").at(-1));
  const calls: [string, string][][] = [[]];
  let size = 0;
  for (const [key, value] of secrets) {
    size += key.length + value.length + 16;
    if (size > mostArguments) calls.push([]);
    if (size > mostArguments) size = 0;
    calls.at(-1)?.push([key, value]);
  }
  const added: string[] = [];
  try {
    for (const call of calls) {
      await stack.setAllConfig(
        Object.fromEntries(call.map(([key, value]) => [key, { value, secret: true }])),
      );
      added.push(...call.map(([key]) => key).filter((key) => !existing.includes(key)));
    }
  } catch (error) {
    if (added.length > 0) await stack.removeAllConfig(added);
    throw new SendcloudError(
      `the secrets cannot be stored in the configuration of stack ${stack.name}: ${causeOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** The accounts, as this configuration and the environment open them. */
export function accountsIn(config: ConfigMap): Clients {
  const found = lookUp((key) => config[key]?.value, process.env);
  return createClients(found, { tell: (line) => console.error(line) });
}

/** The names of a project's file, in the order in which Pulumi looks for them. */
const projectFiles = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/** The file of the project that a folder is in, or `undefined` where it is in none. */
export function projectFile(folder: string): string | undefined {
  const file = projectFiles.map((name) => join(folder, name)).find((path) => existsSync(path));
  const above = dirname(folder);
  return file ?? (above === folder ? undefined : projectFile(above));
}

/** The folder of the project that a folder is in; where it is in none, the folder itself. */
function projectFolder(folder: string): string {
  const file = projectFile(folder);
  return file === undefined ? folder : dirname(file);
}
