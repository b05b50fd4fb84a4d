/** Stories of a resource's life under the real engine: each step a command, and what Sendcloud was asked meanwhile. */
import assert from "node:assert/strict";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-sendcloud/emulator";
import * as z from "zod";
import type { Engine } from "../../engine/candidate";
import { type Project, reaching } from "../../engine/project";
import { declaring, requireEngine, scriptProject } from "./engine";
import type { Properties } from "./provider-process";

/** What a step works with. */
export interface World {
  emulator: Emulator;
  project: Project;
}

/** One command, and what is to be seen of it. */
export interface Step {
  does: string;
  /** The resources that the program declares from this step on, or its text. */
  program?: Record<string, string> | string;
  /** What happens outside of Pulumi first. */
  first?: (world: World) => Promise<void> | void;
  /** The command; what changes something needs neither --yes nor a preview here. */
  run: string;
  /** Exit status; 0 unless given. */
  status?: number;
  /** Exactly the requests that Sendcloud sees. */
  asks: unknown[];
  /** Whether their order depends on chance. */
  anyOrder?: true;
  prints?: RegExp[];
  printsNot?: RegExp[];
  then?: (world: World) => Promise<void> | void;
}

/** Steps that follow one another, on one stack and one emulator. */
export interface Story {
  title: string;
  seed: EmulatorOptions["seed"];
  emulator?: EmulatorOptions;
  /** The environment of every command: by default the one that reaches the emulator. */
  environment?: (emulator: Emulator) => Record<string, string>;
  steps: Step[];
}

/** Answers every request of this method with this status. */
export function failing({ emulator }: World, method: string, status: number): void {
  emulator.intercept((request, response) => {
    if (request.method !== method) return false;
    response.writeHead(status).end();
    return true;
  });
}

/** Refuses the first request of this method, and then no more. */
export function failingOnce({ emulator }: World, method: string, status: number, headers: Record<string, string> = {}): void {
  let refused = false;
  emulator.intercept((request, response) => {
    if (refused || request.method !== method) return false;
    refused = true;
    response.writeHead(status, headers).end();
    return true;
  });
}

const exported = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          outputs: z.record(z.string(), z.json()).default({}),
          pendingReplacement: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
});

/** The settings resources that the state holds, but for those that it only remembers to replace: name and outputs, secrets in the clear. */
export async function recorded({ project }: Pick<World, "project">): Promise<Record<string, Properties>> {
  const { stdout } = await project.pulumi(["stack", "export", "--show-secrets"]);
  const { resources } = exported.parse(JSON.parse(stdout)).deployment;
  const own = resources.filter(({ type, pendingReplacement }) => type.endsWith("sendcloud:IntegrationSettings") && !pendingReplacement);
  return Object.fromEntries(
    own.map(({ urn, outputs: { __provider: _, adoption, ...outputs } }) => [
      urn.split("::").at(-1) ?? urn,
      { ...outputs, ...(adoption !== undefined && { adoption: inTheClear(adoption) }) },
    ]),
  );
}

const secret = z.object({ plaintext: z.string() });

function inTheClear(value: Properties[string]): Properties[string] {
  const { data } = secret.safeParse(value);
  return data === undefined ? value : z.json().parse(JSON.parse(data.plaintext));
}

/** Makes a mocha suite of each story. */
export function tell(suite: string, stories: readonly Story[]): void {
  describe(suite, () => {
    let engine: Engine;
    before(async function () {
      engine = await requireEngine(this);
    });

    for (const { title, seed = [], emulator: options = {}, environment = reaching, steps } of stories) {
      describe(title, () => {
        let world: World;
        before(async () => {
          const emulator = await startEmulator({ ...options, seed });
          world = { emulator, project: await scriptProject(engine, { environment: environment(emulator) }) };
        });
        after(async () => {
          await world.project.close();
          await world.emulator.close();
        });
        for (const step of steps) it(step.does, () => take(step, world));
      });
    }
  });
}

async function take(step: Step, world: World): Promise<void> {
  const { emulator, project } = world;
  if (step.program !== undefined) project.write("index.js", typeof step.program === "string" ? step.program : declaring(step.program));
  await step.first?.(world);
  const seen = emulator.requests.length;
  const [command = "", ...flags] = step.run.split(" ");
  const unasked = ["up", "refresh", "destroy"].includes(command) ? ["--yes", "--skip-preview"] : [];
  const { status, output } = await project.pulumi([command, ...unasked, ...flags, "--color", "never"]);
  assert.equal(status, step.status ?? 0, output);
  const asked = emulator.requests.slice(seen).map(({ method, path, body }) => (body === undefined ? [method, path] : [method, path, body]));
  const ordered = (requests: unknown[]): unknown[] =>
    step.anyOrder ? requests.map((request) => JSON.stringify(request)).sort() : requests;
  assert.deepEqual(ordered(asked), ordered(step.asks), output);
  for (const expected of step.prints ?? []) assert.match(output, expected);
  for (const banned of step.printsNot ?? []) assert.doesNotMatch(output, banned);
  await step.then?.(world);
}
