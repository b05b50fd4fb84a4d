/** Runs Pulumi with the promoted configuration: a preview that writes nothing, and an up. Where the up fails, the file becomes what it was. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { ourType } from "../../pulumi/tokens";
import { resourceName } from "../../pulumi/urns";
import { SendcloudError } from "../../errors";
import { Cause } from "./failure";
import { textOf, write } from "./files";
import { stoppable } from "./stoppable";
import { foundStatus } from "../exit-status";
import { causeOf } from "../pulumi-cause";

/** What is written, and where; `before` is `undefined` where there was no file. */
export interface Application {
  target: Stack;
  path: string;
  before: string | undefined;
  after: string;
}

const onOutput = (text: string): void => void process.stdout.write(text);

/** Puts configuration into a file elsewhere, so that the project's own file is unchanged until the operator agrees. */
export async function withCopy<Result>(
  configuration: string,
  path: string,
  use: (file: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-"));
  try {
    const file = join(folder, path.endsWith(".json") ? "configuration.json" : "configuration.yaml");
    writeFileSync(file, configuration, { mode: 0o600 });
    return await stoppable((signal) => use(file, signal));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Previews with the configuration in this file. */
export async function previewWith(
  target: Stack,
  configFile: string,
  signal: AbortSignal,
): Promise<void> {
  const cause = new Cause();
  try {
    await target.preview({ configFile, signal, onOutput, onEvent: cause.hear, color: color() });
  } catch (error) {
    throw new SendcloudError(
      `nothing was promoted: the preview of ${target.name} failed: ${cause.of(error)}`,
      { cause: error },
    );
  }
}

/** Writes the configuration, runs up, and looks for drift. */
export async function apply({ target, path, before, after }: Application): Promise<void> {
  // The Automation API may report an event twice.
  const applied = new Set<string>();
  const cause = new Cause();
  const file = relative(process.cwd(), path);
  const onEvent = (event: EngineEvent): void => {
    cause.hear(event);
    for (const name of appliedBy(event)) applied.add(name);
  };
  if (textOf(path) !== before)
    throw new SendcloudError(
      `nothing was promoted: somebody has changed ${file} since it was read: try again`,
    );
  try {
    await stoppable(async (signal) => {
      write(path, after);
      await target.up({ onOutput, color: color(), onEvent, signal });
    });
  } catch (error) {
    write(path, before);
    const done =
      applied.size > 0
        ? `${[...applied].sort().join(", ")} had been applied already, and the next up of ${target.name} puts it back`
        : "nothing had been applied";
    throw new SendcloudError(
      `the promotion failed: ${file} is as it was; ${done}. The cause: ${cause.of(error)}`,
      { cause: error },
    );
  }
  const { summary } = await target.refresh({ onOutput, color: color() }).catch((error: unknown) => {
    throw new SendcloudError(
      `promoted to ${target.name}, but the refresh that looks for drift failed, so run \`pulumi refresh\` again: ${causeOf(error)}`,
      {
        cause: error,
      },
    );
  });
  const { same: _, ...drifted } = summary.resourceChanges ?? {};
  if (Object.values(drifted).some((count) => count > 0)) {
    console.log(`\npromoted, but ${target.name} has drifted since: pulumi up puts it right`);
    process.exitCode = foundStatus;
  } else {
    console.log(
      `\npromoted to ${target.name}: ${applied.size > 0 ? [...applied].sort().join(", ") : "nothing to apply"}; no drift`,
    );
  }
}

/** The settings resources that a step of an up has changed. */
function appliedBy({ resOutputsEvent }: EngineEvent): string[] {
  const { op, urn, type } = resOutputsEvent?.metadata ?? { op: "same", urn: "", type: "" };
  return op !== "same" && ourType(type) !== undefined ? [resourceName(urn)] : [];
}

function color(): "always" | "never" {
  return process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never";
}
