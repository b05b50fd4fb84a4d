/** What a person types into a shell, line after line, with an engine on PATH and a Pulumi home of their own. */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import type { Engine } from "../../engine/acquire";
import { inherited } from "../../engine/project";

interface Typed {
  status: number | null;
  output: string;
}

/** Types the lines; the first that fails ends it. Whatever they started ends with the shell. */
export async function typed(
  engine: Engine,
  folder: string,
  lines: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Typed> {
  const script = ["set -eo pipefail", ...lines].join("\n");
  const shell = spawn("bash", ["-c", script], {
    cwd: folder,
    env: {
      ...inherited(),
      PATH: `${engine.directory}${delimiter}${process.env.PATH ?? ""}`,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NO_COLOR: "1",
      ...environment,
    },
    detached: true,
  });
  let output = "";
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const closed = new Promise((resolve) => shell.once("close", resolve));
  const status = await new Promise<number | null>((resolve) => shell.once("exit", resolve));
  if (shell.pid !== undefined) endGroup(shell.pid);
  await closed;
  return { status, output };
}

/** Ends what still runs in the background, as it would in the user's terminal; often nothing does. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGTERM");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** The lines of the blocks of shell commands in a document. */
export function shellLines(markdown: string): string[] {
  return [...markdown.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].flatMap(([, block = ""]) =>
    block.trim().split("\n"),
  );
}

/** A person waits until the server on this port says that it listens. */
export function waiting(port: number): string {
  return `for try in $(seq 100); do (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null && break; sleep 0.1; done`;
}

export async function freePort(): Promise<number> {
  // Below those that the system gives out by itself: another process may get such a one in the meantime.
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) =>
    server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true)),
  );
  if (!isFree) return freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
