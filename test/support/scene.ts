/** Scenes: steps that follow one another on one stack, played over gRPC to both edges. Each step is a run of its own; the emulator says what arrived. */
import assert from "node:assert/strict";
import * as z from "zod";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-sendcloud/emulator";
import { type Edge, edges, start } from "./edges";
import { inStep } from "./in-step";
import { PlayedEngine, type Play } from "./played-engine";
import { hasty, type Properties, type ProviderProcess } from "./provider-process";
import { asked, assertAsked } from "./requests";
import { type Row, sentence } from "./story";

type Texts = Record<string, string>;
type State = PlayedEngine["state"];

/** What a step works with. */
export interface Stage {
  emulator: Emulator;
  /** The configuration of the stack, and the environment of each run: a step may change both. */
  config: Properties;
  environment: Texts;
  /** The outputs of a resource in the state, secrets in the clear; `undefined` where there is none. */
  recorded: (name?: string) => Properties | undefined;
  /** What a resource remembers: its settings before the adoption, and those of which nobody knows what Sendcloud holds. */
  remembered: (name?: string) => { before: Properties; unsure: string[] } | undefined;
}

/** One command, and what is to be seen of it. */
export type SceneStep = ({ does: string } | Row) & {
  first?: (stage: Stage) => void;
  /** What the program declares from this step on. */
  program?: Record<string, Properties>;
  /** Resources that had another name until then, as with the option `aliases`. */
  renamed?: Record<string, string>;
  /** With the option `deleteBeforeReplace: false`. */
  createsFirst?: true;
  /** `preview`, `up`, `up --replace NAME`, `up --continue-on-error`, `refresh` or `destroy`. */
  run: string;
  fails?: true;
  /** Exactly the requests that Sendcloud sees. */
  asks: unknown[];
  anyOrder?: true;
  /** What the engine does to resources, but for those that stay the same: `update shop`. */
  operations?: string[];
  prints?: RegExp[];
  printsNot?: RegExp[];
  verify?: (stage: Stage) => void;
};

export interface Scene {
  title: string;
  seed: NonNullable<EmulatorOptions["seed"]>;
  /** The configuration; by default the keys of the emulator. */
  config?: (emulator: Emulator) => Properties;
  environment?: (emulator: Emulator) => Texts;
  steps: SceneStep[];
}

const memory = z
  .object({
    adoption: z.object({
      before: z.record(z.string(), z.json()),
      unsure: z.array(z.string()).default([]),
    }),
  })
  .optional();

/** The configuration that reaches an emulator. */
export const keys = ({ url: baseUrl, publicKey, secretKey }: Emulator): Texts => ({
  baseUrl,
  publicKey,
  secretKey,
});

/** A test for each scene on each edge. */
export function play(suite: string, scenes: readonly Scene[]): void {
  for (const edge of edges)
    describe(`${suite} (${edge})`, () => {
      const cast = new Cast(edge);
      after(() => cast.close());
      for (const scene of scenes) it(scene.title, () => played(cast, scene));
    });
}

async function played(cast: Cast, scene: Scene): Promise<void> {
  const emulator = await startEmulator({ seed: scene.seed });
  const state: State = new Map();
  const stage: Stage = {
    emulator,
    config: (scene.config ?? keys)(emulator),
    environment: scene.environment?.(emulator) ?? {},
    recorded: (name = "shop") => state.get(name)?.outputs,
    remembered: (name = "shop") => memory.parse(state.get(name)?.outputs)?.adoption,
  };
  let program: Record<string, Properties> = {};
  try {
    for (const [index, step] of scene.steps.entries()) {
      program = step.program ?? program;
      await inStep(index + 1, sentence(step), () => take(step, program, { stage, state, cast }));
    }
  } finally {
    await emulator.close();
  }
}

async function take(
  step: SceneStep,
  program: Record<string, Properties>,
  { stage, state, cast }: { stage: Stage; state: State; cast: Cast },
): Promise<void> {
  step.first?.(stage);
  const seen = stage.emulator.requests.length;
  const process = await cast.started(stage);
  const earlier = (await process.said()).length;
  const problems = await process.begin(stage.config);
  const engine = new PlayedEngine(process, state);
  const succeeded = problems.length === 0 && (await engine.run(program, playOf(step)));
  const printed = (await process.said()).slice(earlier);
  const said = [printed, ...problems, ...engine.errors].join("\n");
  assert.equal(succeeded ? "succeeds" : "fails", step.fails ? "fails" : "succeeds", said);
  assertAsked(asked(stage.emulator, seen), step.asks, { anyOrder: step.anyOrder, said });
  if (step.operations) assert.deepEqual(engine.operations, step.operations, said);
  for (const wanted of step.prints ?? []) assert.match(said, wanted);
  for (const banned of [/\n\s+at /, ...(step.printsNot ?? [])]) assert.doesNotMatch(said, banned);
  step.verify?.(stage);
}

function playOf({ run, anyOrder, renamed, createsFirst }: SceneStep): Play {
  const [, command, flags = ""] = /^(preview|up|refresh|destroy)(.*)$/.exec(run) ?? [];
  assert.ok(
    command === "preview" || command === "up" || command === "refresh" || command === "destroy",
  );
  return {
    command,
    renamed,
    createsFirst,
    replace: [...flags.matchAll(/--replace (\S+)/g)].map(([, name = ""]) => name),
    continues: flags.includes("--continue-on-error"),
    parallel: anyOrder,
  };
}

/** The process of an edge. Each step is a run of its own in it; another environment needs another process. */
class Cast {
  private process: ProviderProcess | undefined;
  private startedWith = "";
  constructor(private readonly edge: Edge) {}

  async started({ environment }: Stage): Promise<ProviderProcess> {
    const startedWith = JSON.stringify(environment);
    if (startedWith !== this.startedWith) await this.close();
    this.startedWith = startedWith;
    return (this.process ??= await start(this.edge, { environment, options: hasty() }));
  }

  async close(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
  }
}

/** A program of one resource, which declares these inputs of integration 7. */
export function shop(inputs: Properties): Record<string, Properties> {
  return { shop: { integrationId: 7, ...inputs } };
}
